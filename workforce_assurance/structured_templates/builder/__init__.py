"""The template builder: how an administrator drafts, compares and publishes a version in the browser."""
