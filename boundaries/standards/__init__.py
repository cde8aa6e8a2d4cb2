"""Boundary standards: what we can do, what we cannot, how to say it; attested by everybody whom they concern."""
