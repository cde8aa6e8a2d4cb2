"""The pages of competency."""
