"""A practice of the tests' own: dates that somebody promised to keep."""
