"""The label monitor as the organisation keeps it: its word list in versions, and who may say what of it."""
