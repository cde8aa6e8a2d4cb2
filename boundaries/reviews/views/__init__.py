"""The pages of interaction reviews."""
