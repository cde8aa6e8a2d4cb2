"""The next version of the catalogue of restrictive decisions: drafted, changed kind by kind, compared in words, put in force."""
