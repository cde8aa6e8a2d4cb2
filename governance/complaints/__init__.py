"""Complaints: what people served and others say went wrong, who answers them and by when, and what changes because of it."""
