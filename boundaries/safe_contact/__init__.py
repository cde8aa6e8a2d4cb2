"""Safe contact: what a team does so that contact is safe for everybody, and whom to call when somebody feels threatened."""
