"""The code with which somebody who gave no name follows an incident. Made of the form's own key, stored as a hash only."""

from __future__ import annotations

import hashlib
import uuid

from django.utils.crypto import salted_hmac

from workforce_assurance.common.references import ALPHABET

SALT = "debriefs.follow_up"
LETTERS, GROUP = 16, 4
# What is read aloud or typed instead of a letter that the alphabet leaves out.
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_for(once: uuid.UUID) -> str:
    """ "7KQ2-M9XD-PB3T-0WHZ", the same for every time that the form arrives; 80 bits, not to be guessed."""
    digest = salted_hmac(SALT, once.hex, algorithm="sha256").digest()
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LETTERS])
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def hash_of(code: str) -> str:
    """What is stored of a code, however it was typed."""
    plain = "".join(character for character in code.upper().translate(READ_AS) if character in ALPHABET)
    return hashlib.sha256(f"{SALT}:{plain}".encode()).hexdigest()
