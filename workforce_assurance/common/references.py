"""References for mails and lists: short, readable aloud, and not to be guessed."""

import secrets

# Crockford's alphabet: nothing that reads like something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Ten characters in two groups, such as "7KQ2M-9XDPB": about 10^15 of them."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"
