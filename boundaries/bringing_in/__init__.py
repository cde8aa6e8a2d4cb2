"""Importing decisions that were made before this register was kept: they are over, and somebody else let each through."""
