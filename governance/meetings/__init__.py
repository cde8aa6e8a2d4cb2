"""Governance meetings: an agenda that builds itself, decisions with owners, and minutes that are approved."""
