"""Measures our figures beside their floors, in one run on one machine."""
