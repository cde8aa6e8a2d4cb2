"""Opening an action: by hand, or from the record that it came from."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ..enums import BY_HAND, ActionKind, SetBecause, Strength
from ..exceptions import OwnersCheckNothingOfTheirs, SourceUnknown, ThemeNotInUse
from ..models import Action, Theme
from ..models.actions import TITLE_LENGTH
from ..queries import checker_for
from ..sources import SOURCES, team_of
from .changing import check_due, check_here, check_words, note, tell_source
from .waiting import clock_of, set_deadline


@dataclass(frozen=True)
class Agreed:
    """What is to be done, by whom and until when.

    Without a checker it is checked by whoever opens it; when that is the owner, by whoever stands above them.
    """

    title: str
    kind: ActionKind
    strength: Strength
    owner: Any
    due_on: date
    checker: Any = None
    source_kind: str = BY_HAND
    source_id: uuid.UUID | None = None
    # A theme's code on the published list.
    theme: str = ""


@transaction.atomic
def open_action(*, agreed: Agreed, by: Any, now: datetime, once: uuid.UUID | None = None) -> Action:
    """Put an action into the log. With `once`, the same opened form makes one action, however often it is sent.

    :raises WordsMissing: when the title is empty or too long
    :raises WordsNameAPerson: when the title looks as if it named somebody served
    :raises OwnerNotHere: when the owner, or the checker, does not work here
    :raises OwnersCheckNothingOfTheirs: when owner and checker are one person, or there is nobody to check it
    :raises DueOutOfReach: when the date lies in the past or more than three years ahead
    :raises SourceUnknown: when no practice has registered such a source
    :raises ThemeNotInUse: when the theme is not on the published list
    """
    if once and (known := Action.objects.filter(once=once).first()):
        return known
    title = check_words(agreed.title, most=TITLE_LENGTH)
    today = people.today(now=now)
    check_due(agreed.due_on, earliest=today, now=now)
    _check_source(agreed)
    values = {
        "reference": new_reference(), "title": title, "kind": agreed.kind, "strength": agreed.strength,
        "owner": agreed.owner, "checker": _checker(agreed, by, now), "team_id": _team(agreed, today),
        "source_kind": agreed.source_kind, "source_id": agreed.source_id, "theme": _theme(agreed.theme),
        "original_due_on": agreed.due_on, "due_on": agreed.due_on, "due_at": clock_of("", agreed.due_on, now).due_at,
        "opened_at": now, "opened_by": by,
    }  # fmt: skip
    action, is_new = Action.objects.get_or_create(once=once or uuid.uuid4(), defaults=values)
    return _opened(action, agreed, by, now) if is_new else action


def _opened(action: Action, agreed: Agreed, by: Any, now: datetime) -> Action:
    set_deadline(action, SetBecause.OPENED, by, now)
    note(
        "action opened", action, by, now, owner=str(action.owner_id), checker=str(action.checker_id),
        due_on=action.due_on.isoformat(), kind=action.kind, strength=action.strength, source=action.source_kind,
        theme=agreed.theme,
    )  # fmt: skip
    tell_source(action, now)
    return action


def _team(agreed: Agreed, today: date) -> uuid.UUID | None:
    """Where it belongs: where its source does, else with its owner."""
    if found := team_of(agreed.source_kind, agreed.source_id):
        return found
    own = people.team_of(agreed.owner, on=today)
    return own.pk if own else None


def _checker(agreed: Agreed, by: Any, now: datetime) -> Any:
    check_here(agreed.owner, now)
    checker = agreed.checker or checker_for(agreed.owner, opened_by=by, on=people.today(now=now))
    if checker is None or checker.pk == agreed.owner.pk:
        raise OwnersCheckNothingOfTheirs("Choose somebody else to check it: nobody checks what they did themselves.")
    check_here(checker, now)
    return checker


def _check_source(agreed: Agreed) -> None:
    by_hand = agreed.source_kind == BY_HAND
    if by_hand != (agreed.source_id is None) or not (by_hand or agreed.source_kind in SOURCES):
        raise SourceUnknown("Nothing is known of such a source.")


def _theme(code: str) -> Theme | None:
    if not code:
        return None
    theme = Theme.objects.in_use().filter(code=code).first()
    if theme is None:
        raise ThemeNotInUse("Choose a theme from the list that is in use.")
    return theme
