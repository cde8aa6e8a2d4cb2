"""Pages of safe contact."""
