"""Evidence packs: what governance shows to somebody outside, made once, and whole or not."""
