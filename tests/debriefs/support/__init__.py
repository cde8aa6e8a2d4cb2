"""Support for staff."""
