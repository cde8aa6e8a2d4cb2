"""The word list in force, as the monitor takes it: one small question each time, and all of it once for each version."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any

from ..language import WordList, shipped_words, word_list
from ..models import LabelListVersion, LabelTerm
from .enums import Standing


def words_in_force() -> WordList:
    """What is pointed out now; what is shipped, before any version is loaded."""
    version = LabelListVersion.objects.published().values_list("pk", flat=True).first()
    return words_of(version) if version else shipped_words()


# A version that is published never changes, so that its list is read once by each process.
@lru_cache(maxsize=4)
def words_of(version_id: uuid.UUID) -> WordList:
    """The list of one published version, without what is switched off."""
    version = LabelListVersion.objects.get(pk=version_id)
    on = [one for one in version.terms.all() if one.is_on]
    threat = next((one for one in on if one.standing == Standing.THREAT), None)
    return word_list(
        {
            "version": version.number,
            "terms": [_described(one) for one in on if one.standing != Standing.THREAT],
            "people": version.context["people"],
            "threats": version.context["threats"] | {"alternative": threat.alternative if threat else ""},
            "finds_threats": threat is not None,
        }
    )


def _described(term: LabelTerm) -> dict[str, Any]:
    kept = {name: getattr(term, name) for name in ("code", "category", "alternative", "forms", "as_written")}
    return kept | {"kind": term.standing, "means_otherwise": term.means_otherwise}
