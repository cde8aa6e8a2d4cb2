"""Pages of the label monitor."""
