"""Teams beside each other: half-years in a funnel, how far teams differ, and whether that has changed. Never a ranking."""
