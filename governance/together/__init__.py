"""Strain beside restrictive decisions: the index by team and month, and whether one goes with the other. Never about a person."""
