"""Figures that come from other systems, by team and month: imported, looked at, and taken back."""
