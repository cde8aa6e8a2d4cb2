"""Inspector access in the browser: the pages of whoever gives it, and those of the inspector."""
