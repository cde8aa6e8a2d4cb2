"""What is kept is seen to again: safe contact is looked at, routes are rung, standards are read; by somebody, by a day."""
