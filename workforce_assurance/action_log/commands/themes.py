"""The list of themes: shipped once, copied to a draft, edited, published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.versions import VersionState

from ..exceptions import ThemesNotReady, ThemesPublished
from ..models import Theme, ThemeList
from ..models.themes import CODE
from .changing import check_words

LABEL, MEANING = 80, 200


class Worded(NamedTuple):
    """One line of the list. The code keeps its meaning over versions."""

    code: str
    label: str
    meaning: str = ""


@transaction.atomic
def ship_themes(*, themes: Sequence[Worded], now: datetime) -> ThemeList | None:
    """Publish this list when there is none, whatever became of it."""
    if ThemeList.objects.exists():
        return None
    listed = ThemeList.objects.create(number=1)
    _write(listed, themes)
    return publish_themes(themes=listed, by=None, now=now)


@transaction.atomic
def copy_themes(*, by: Any, now: datetime) -> ThemeList:
    """A draft with the lines that are in use; the draft that is there already when there is one."""
    draft = ThemeList.objects.select_for_update().drafts().first()
    if draft:
        return draft
    draft = ThemeList.objects.create(number=ThemeList.objects.all().next_number())
    _write(draft, [Worded(theme.code, theme.label, theme.meaning) for theme in Theme.objects.in_use()])
    _note("themes copied", draft, by, now)
    return draft


@transaction.atomic
def edit_themes(*, listed: ThemeList, themes: Sequence[Worded], by: Any, now: datetime) -> ThemeList:
    """Put these lines in the place of the draft's.

    :raises ThemesPublished: when it is no draft
    :raises ThemesNotReady: when a line has no code or label, or a code stands twice
    """
    draft = _draft(listed)
    _check(themes)
    draft.themes.all().delete()
    _write(draft, themes)
    _note("themes edited", draft, by, now, codes=[theme.code for theme in themes])
    return draft


@transaction.atomic
def publish_themes(*, themes: ThemeList, by: Any, now: datetime) -> ThemeList:
    """From now on themes are chosen from this version; what was coded before keeps its own.

    :raises ThemesPublished: when it is no draft
    :raises ThemesNotReady: when it is empty
    """
    draft = _draft(themes)
    if not draft.themes.exists():
        raise ThemesNotReady("Give the list at least one theme.")
    ThemeList.objects.all().put_in_force(draft, by=by, now=now)
    _note("themes published", draft, by, now)
    return draft


def _draft(listed: ThemeList) -> ThemeList:
    found = ThemeList.objects.select_for_update().get(pk=listed.pk)
    if found.state != VersionState.DRAFT:
        raise ThemesPublished("This version is published. Copy it and change the copy.")
    return found


def _check(themes: Sequence[Worded]) -> None:
    codes = [theme.code for theme in themes]
    if len(set(codes)) < len(codes):
        raise ThemesNotReady("Give each theme a code of its own.")
    for theme in themes:
        try:
            CODE(theme.code)
        except ValidationError as wrong:
            raise ThemesNotReady(f"“{theme.code}” is no code. {wrong.message}") from wrong
        check_words(theme.label, most=LABEL)
        if theme.meaning:
            check_words(theme.meaning, most=MEANING)


def _write(listed: ThemeList, themes: Sequence[Worded]) -> None:
    Theme.objects.bulk_create(
        Theme(listed=listed, code=theme.code, label=theme.label, meaning=theme.meaning, position=position)
        for position, theme in enumerate(themes, start=1)
    )


def _note(what: str, listed: ThemeList, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=what, subject_type="action_log.themes", subject_id=listed.pk, by=by, now=now,
        facts={"number": listed.number, **facts},
    )  # fmt: skip
