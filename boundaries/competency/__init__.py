"""Competency in de-escalation and boundary skills: evidence, the policy that says what is needed, and where everybody stands."""
