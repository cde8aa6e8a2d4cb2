"""The next version of the catalogue: copied from the one in force, changed one kind or ground at a time, put in force or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from workforce_assurance.audit import commands as audit

from ..commands.catalogue import put_in_force, write_rows
from ..exceptions import CatalogueUnusable, NoCatalogueDraft
from ..models import CatalogueVersion
from .described import CHANGED, EMPTY, Described, description_of, differences, loosened, what_is_wrong

LONGEST_CODE = 40


@transaction.atomic
def copy_catalogue(*, by: Any, now: datetime) -> CatalogueVersion:
    """A draft of what is in force; the draft that is there already when there is one."""
    versions = CatalogueVersion.objects.all()
    if draft := versions.select_for_update(of=("self",)).drafts().first():
        return draft
    draft = versions.create(number=versions.next_number())
    write_rows(draft, _in_force())
    _note("decision catalogue copied", draft, by, now)
    return draft


@transaction.atomic
def add_kind(*, label: str, like: str, by: Any, now: datetime) -> str:
    """Add a kind of decision that begins as another one stands, hard limits included; gives its code.

    :raises NoCatalogueDraft: when there is no draft any more, or none like that in it
    :raises CatalogueUnusable: when another one is called that
    """
    draft = _draft()
    catalogue = description_of(draft)
    model = _kind(catalogue, like)
    code = _code_for(label, {one["code"] for one in catalogue["kinds"]})
    catalogue["kinds"].append(dict(model) | {"code": code, "label": label})
    for rule in (rule for pack in catalogue["packs"] for rule in pack["rules"]):
        if like in rule["kinds"] and code not in rule["kinds"]:
            rule["kinds"].append(code)
    _rewrite(draft, catalogue, by, now, kind=code, like=like)
    return code


@transaction.atomic
def edit_kind(*, code: str, changes: Mapping[str, Any], by: Any, now: datetime) -> None:
    """Say otherwise what a kind of decision is called, who is asked at its gate, and how long things may take.

    :raises NoCatalogueDraft: when there is no draft any more, or no such kind in it
    :raises CatalogueUnusable: when a figure goes too far, another is called the same, or a hard limit would be loosened
    """
    draft = _draft()
    catalogue = description_of(draft)
    _kind(catalogue, code).update({name: changes[name] for name in CHANGED if name in changes})
    _rewrite(draft, catalogue, by, now, kind=code)


@transaction.atomic
def retire_kind(*, code: str, by: Any, now: datetime) -> None:
    """Take a kind of decision out of the draft; what was decided as one keeps it, with its limits, gate and letter.

    :raises NoCatalogueDraft: when there is no draft any more, or no such kind in it
    :raises CatalogueUnusable: when a hard limit asks for it
    """
    draft = _draft()
    catalogue = description_of(draft)
    catalogue["kinds"].remove(_kind(catalogue, code))
    _rewrite(draft, catalogue, by, now, kind=code, retired=True)


@transaction.atomic
def add_ground(*, label: str, plain: str, by: Any, now: datetime) -> str:
    """Add a ground: what happened, or which rule it is about; gives its code.

    :raises NoCatalogueDraft: when there is no draft any more
    :raises CatalogueUnusable: when another one is called that
    """
    draft = _draft()
    catalogue = description_of(draft)
    code = _code_for(label, {one["code"] for one in catalogue["grounds"]})
    catalogue["grounds"].append({"code": code, "label": label, "plain": plain})
    _rewrite(draft, catalogue, by, now, ground=code)
    return code


@transaction.atomic
def edit_ground(*, code: str, label: str, plain: str, by: Any, now: datetime) -> None:
    """Say otherwise what a ground is called, and what the letter says of it.

    :raises NoCatalogueDraft: when there is no draft any more, or no such ground in it
    :raises CatalogueUnusable: when another one is called the same
    """
    draft = _draft()
    catalogue = description_of(draft)
    _ground(catalogue, code).update(label=label, plain=plain)
    _rewrite(draft, catalogue, by, now, ground=code)


@transaction.atomic
def retire_ground(*, code: str, by: Any, now: datetime) -> None:
    """Take a ground out of the draft; what was decided on it keeps it.

    :raises NoCatalogueDraft: when there is no draft any more, or no such ground in it
    """
    draft = _draft()
    catalogue = description_of(draft)
    catalogue["grounds"].remove(_ground(catalogue, code))
    _rewrite(draft, catalogue, by, now, ground=code, retired=True)


@transaction.atomic
def publish_draft(*, by: Any, now: datetime) -> CatalogueVersion:
    """Put the draft in force; what was asked for keeps the version it was asked for under.

    :raises NoCatalogueDraft: when there is no draft any more
    :raises CatalogueUnusable: when it has no kind or no ground, says what is in force, or would loosen a hard limit
    """
    draft = _draft()
    after = description_of(draft)
    for rows, called in (("kinds", "kind of decision"), ("grounds", "ground")):
        if not after[rows]:
            raise CatalogueUnusable(f"A catalogue has at least one {called}. Add one first.")
    if not differences(_in_force(), after):
        raise CatalogueUnusable("The draft says what is in force already. Change something first, or throw it away.")
    _check(after)
    return put_in_force(draft, by=by, now=now)


@transaction.atomic
def discard_draft(*, by: Any, now: datetime) -> None:
    """Throw the draft away.

    :raises NoCatalogueDraft: when there is no draft any more
    """
    draft = _draft()
    _note("decision catalogue draft thrown away", draft, by, now)
    _clear(draft)
    draft.delete()


def _in_force() -> Described:
    version = CatalogueVersion.objects.published().first()
    return description_of(version) if version else EMPTY


def _draft() -> CatalogueVersion:
    draft = CatalogueVersion.objects.select_for_update(of=("self",), no_key=True).drafts().first()
    if draft is None:
        raise NoCatalogueDraft("There is no draft any more: it was published or thrown away. Draft the next one.")
    return draft


def _kind(catalogue: Described, code: str) -> Described:
    return _of_code(catalogue["kinds"], code, "kind of decision")


def _ground(catalogue: Described, code: str) -> Described:
    return _of_code(catalogue["grounds"], code, "ground")


def _of_code(rows: list[Described], code: str, called: str) -> Described:
    found = next((one for one in rows if one["code"] == code), None)
    if found is None:
        raise NoCatalogueDraft(f"This {called} is not in the draft any more.")
    return found


def _code_for(label: str, taken: set[str]) -> str:
    """A code that nothing beside it has."""
    stem = slugify(label).replace("-", "_")[: LONGEST_CODE - 3] or "other"
    codes = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)


def _check(catalogue: Described) -> None:
    if wrong := [*what_is_wrong(catalogue), *loosened(_in_force(), catalogue)]:
        raise CatalogueUnusable(" ".join(wrong))


def _rewrite(draft: CatalogueVersion, catalogue: Described, by: Any, now: datetime, **facts: Any) -> None:
    _check(catalogue)
    _clear(draft)
    write_rows(draft, catalogue)
    _note("decision catalogue draft changed", draft, by, now, **facts)


def _clear(draft: CatalogueVersion) -> None:
    for rows in (draft.kinds, draft.grounds, draft.packs):
        rows.all().delete()


def _note(action: str, draft: CatalogueVersion, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="boundaries.catalogue", subject_id=draft.pk, by=by, now=now,
        facts={"number": draft.number, **facts},
    )  # fmt: skip
