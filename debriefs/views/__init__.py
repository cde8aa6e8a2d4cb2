"""The pages of incidents and debriefs."""
