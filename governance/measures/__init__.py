"""Measures: what each is, its values by team and month, its charts, and what they say."""
