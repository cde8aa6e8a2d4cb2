"""What is typed into the pages about people; checked here, saved by commands."""
