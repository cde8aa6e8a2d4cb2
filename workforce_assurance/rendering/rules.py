"""Who may have a file: whoever asked for it, as long as what it shows is theirs to see."""

from __future__ import annotations

from typing import Any

import rules

from .models import File
from .registry import PRINTABLES


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def asked_for_it(person: Any, file: File | None) -> bool:
    return file is not None and file.asked_by_id == person.pk


@rules.predicate
def may_see_what_it_shows(person: Any, file: File | None) -> bool:
    return file is not None and file.key in PRINTABLES and PRINTABLES[file.key].may(person)


rules.add_perm("rendering.see_file", is_active & asked_for_it)
rules.add_perm("rendering.fetch_file", is_active & asked_for_it & may_see_what_it_shows)
