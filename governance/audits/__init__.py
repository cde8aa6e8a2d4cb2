"""Audits of supervision records and of the action log: a sample read without names, scored, and its findings as actions."""
