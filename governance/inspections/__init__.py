"""Inspector access: somebody from outside reads one evidence pack and one sample, for a time, and everything they see is on record."""
