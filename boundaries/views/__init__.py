"""The pages of restrictive decisions."""
