"""Everybody in a record, each with their part: who writes it, who reads it, and who keeps only what is their own. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from .enums import Part

SIGN = (Part.AUTHOR, Part.SUBJECT)
"""Whose signatures close a record, and who amends it afterwards."""

READ_SHARED = (*SIGN, Part.ATTENDEE)
"""Who reads what is shared. Whoever is expected reads it once it is said that they were there, and the absent never do."""

OWN_PART_ALONE = (Part.INVITED, Part.ABSENT)
"""Who reads and writes nothing but what is their own."""


@dataclass(frozen=True)
class Parties:
    """The people of one record in the order in which they came to it."""

    rows: tuple[tuple[Part, Any], ...]

    def in_part(self, *parts: Part) -> list[Any]:
        return [person for part, person in self.rows if part in parts]

    def part_of(self, person: Any) -> Part | None:
        return next((part for part, found in self.rows if found.pk == person.pk), None)

    @property
    def author(self) -> Any:
        """Who writes it; nobody when somebody writes for themselves alone, which is about them."""
        return next(iter(self.in_part(Part.AUTHOR)), None)

    @property
    def subject(self) -> Any | None:
        """Whose work it is about; nobody's alone in a group."""
        return next(iter(self.in_part(Part.SUBJECT)), None)

    @property
    def readers(self) -> list[Any]:
        """Those who read what is shared, or will if they were there."""
        return self.in_part(*READ_SHARED, Part.INVITED)

    @property
    def are_expected(self) -> bool:
        """Whether it is not said yet who of them was there."""
        return bool(self.in_part(Part.INVITED))

    @property
    def signers(self) -> list[Any]:
        return self.in_part(*SIGN)

    @property
    def names(self) -> dict[uuid.UUID, str]:
        """Of those who read what is shared, or will if they were there."""
        return {person.pk: person.full_name for person in self.readers}

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """Each part once, with the names of those who play it."""
        parts = dict.fromkeys(part for part, _ in self.rows if part != Part.ABSENT)
        return [(part.label, ", ".join(person.full_name for person in self.in_part(part))) for part in parts]
