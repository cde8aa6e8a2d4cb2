"""Board papers: what a board has to know of one place, on a page, from figures that stay as they stood."""
