"""Interaction reviews: what to sample from, samples that anybody can draw again, blind ratings, agreement, and the rubric."""
