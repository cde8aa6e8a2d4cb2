"""The pages of set-up that are about people, the first run, and what is held about oneself."""
