"""Whether the organisation learns: actions, themes that come back, support, words, skills and escalations on one page."""
