"""The pages of boundary standards."""
