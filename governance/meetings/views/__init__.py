"""The pages of governance meetings."""
