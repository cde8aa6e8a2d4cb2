"""The next version of the catalogue: copied from the one in force, changed part by part, published or thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from workforce_assurance.audit import commands as audit

from ..catalogue_words import differences, what_is_wrong
from ..exceptions import CatalogueNotDrafted, CatalogueUnusable
from ..models import CatalogueVersion, NotificationRule, StrandRule, SubCategory
from ..queries import catalogue_in_force, description_of
from .catalogue import draft_of, put_in_force, write_rows

Described = dict[str, Any]
EMPTY: Described = {"types": [], "factors": []}
NEW_TYPE: Described = {
    "hint": "", "is_critical": False, "recipients": [], "mapped_to": {}, "strands": [], "sub_categories": [],
    "notifications": [],
}  # fmt: skip
LONGEST_CODE = 40


@transaction.atomic
def copy_catalogue(*, by: Any, now: datetime) -> CatalogueVersion:
    """A draft of what is in force; the draft that is there already when there is one."""
    if draft := CatalogueVersion.objects.select_for_update().drafts().first():
        return draft
    current = catalogue_in_force()
    draft = draft_of(description_of(current) if current else EMPTY)
    _note("incident catalogue copied", draft, by, now)
    return draft


@transaction.atomic
def add_type(*, label: str, by: Any, now: datetime) -> str:
    """Add a kind of incident to the draft, at its end; gives its code.

    :raises CatalogueNotDrafted: when there is no draft any more
    :raises CatalogueUnusable: when another one is called that
    """
    draft = _draft()
    catalogue = description_of(draft)
    code = code_for(label, {one["code"] for one in catalogue["types"]})
    catalogue["types"].append(NEW_TYPE | {"code": code, "label": label})
    _rewrite(draft, catalogue, by, now, type=code)
    return code


@transaction.atomic
def edit_type(*, code: str, changes: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Say parts of one kind of incident otherwise: its words, recipients, closer words, strands or notifications.

    :raises CatalogueNotDrafted: when there is no draft any more, or no such kind in it
    :raises CatalogueUnusable: when something would stand there twice, or a strand would close before it opens
    """
    draft = _draft()
    catalogue = description_of(draft)
    _type(catalogue, code).update(changes)
    _rewrite(draft, catalogue, by, now, type=code, parts=sorted(changes))


@transaction.atomic
def remove_type(*, code: str, by: Any, now: datetime) -> None:
    """Take a kind of incident out of the draft; what was logged as one keeps it.

    :raises CatalogueNotDrafted: when there is no draft any more, or no such kind in it
    """
    draft = _draft()
    catalogue = description_of(draft)
    catalogue["types"].remove(_type(catalogue, code))
    _rewrite(draft, catalogue, by, now, type=code)


@transaction.atomic
def edit_factors(*, factors: Sequence[Mapping[str, Any]], by: Any, now: datetime) -> None:
    """Say what may contribute, in the place of what the draft says.

    :raises CatalogueNotDrafted: when there is no draft any more
    :raises CatalogueUnusable: when two are called the same
    """
    draft = _draft()
    _rewrite(draft, description_of(draft) | {"factors": list(factors)}, by, now, parts=["factors"])


@transaction.atomic
def publish_draft(*, by: Any, now: datetime) -> CatalogueVersion:
    """Put the draft in force; what was logged keeps the version it was logged under.

    :raises CatalogueNotDrafted: when there is no draft any more
    :raises CatalogueUnusable: when it has no kind of incident, or says what the one in force says
    """
    draft, current = _draft(), catalogue_in_force()
    after = description_of(draft)
    if not after["types"]:
        raise CatalogueUnusable("A catalogue has at least one kind of incident. Add one first.")
    if current and not differences(description_of(current), after):
        raise CatalogueUnusable("The draft says what is in force already. Change something first, or throw it away.")
    return put_in_force(draft, by=by, now=now)


@transaction.atomic
def discard_draft(*, by: Any, now: datetime) -> None:
    """Throw the draft away.

    :raises CatalogueNotDrafted: when there is no draft any more
    """
    draft = _draft()
    _clear(draft)
    _note("incident catalogue draft thrown away", draft, by, now)
    draft.delete()


def code_for(label: str, taken: set[str]) -> str:
    """A code that nothing beside it has."""
    stem = slugify(label).replace("-", "_")[: LONGEST_CODE - 3] or "code"
    codes = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)


def _draft() -> CatalogueVersion:
    draft = CatalogueVersion.objects.select_for_update(no_key=True).drafts().first()
    if draft is None:
        raise CatalogueNotDrafted("There is no draft any more: it was published or thrown away. Draft the next one.")
    return draft


def _type(catalogue: Described, code: str) -> Described:
    found: Described | None = next((one for one in catalogue["types"] if one["code"] == code), None)
    if found is None:
        raise CatalogueNotDrafted("This kind of incident is not in the draft any more.")
    return found


def _rewrite(draft: CatalogueVersion, catalogue: Described, by: Any, now: datetime, **facts: Any) -> None:
    if wrong := what_is_wrong(catalogue):
        raise CatalogueUnusable(" ".join(wrong))
    _clear(draft)
    write_rows(draft, catalogue)
    _note("incident catalogue draft changed", draft, by, now, **facts)


def _clear(draft: CatalogueVersion) -> None:
    for rows in (SubCategory, StrandRule, NotificationRule):
        rows.objects.filter(type__version=draft).delete()
    draft.types.all().delete()
    draft.factors.all().delete()


def _note(action: str, draft: CatalogueVersion, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="debriefs.catalogue", subject_id=draft.pk, by=by, now=now,
        facts={"number": draft.number, **facts},
    )  # fmt: skip
