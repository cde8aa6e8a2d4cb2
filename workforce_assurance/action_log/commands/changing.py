"""What every command about an action does: lock it, see that it stands where it has to, write the trail."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.case_references import why_not_a_case_reference
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ..enums import TO_DO, ActionState
from ..exceptions import (
    ActionClosed,
    ActionWaitsForItsCheck,
    DueOutOfReach,
    OwnerNotHere,
    WordsMissing,
    WordsNameAPerson,
)
from ..models import Action
from ..sources import SOURCES

LONGEST_DAYS = 3 * 366


def lock(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)


def lock_not_closed(action: Action) -> Action:
    """:raises ActionClosed: when it is done or cancelled"""
    locked = lock(action)
    if locked.state in (ActionState.DONE, ActionState.CANCELLED):
        raise ActionClosed(f'This action is closed: "{locked.get_state_display().lower()}". Nothing was changed.')
    return locked


def lock_to_do(action: Action) -> Action:
    """:raises ActionWaitsForItsCheck: when its evidence was handed in already"""
    locked = lock_not_closed(action)
    if locked.state not in TO_DO:
        raise ActionWaitsForItsCheck("What was done was handed in already and waits for its check.")
    return locked


def check_words(words: str, *, most: int) -> str:
    """The words as they are kept: one line about the work that names nobody served.

    :raises WordsMissing: when there are none, or too many
    :raises WordsNameAPerson: when they look like a name with a date of birth, or a number of somebody served
    """
    line = " ".join(words.split())
    if not line or len(line) > most:
        raise WordsMissing(f"Write one line of 1 to {most} characters.")
    if why := why_not_a_case_reference(line):
        raise WordsNameAPerson(why)
    return line


def check_due(due_on: date, *, earliest: date, now: datetime) -> None:
    """:raises DueOutOfReach: when it lies before `earliest`, in the past, or more than three years ahead"""
    today = people.today(now=now)
    first = max(earliest, today)
    if due_on < first:
        raise DueOutOfReach(f"Choose {long_day(first)} or a later day.")
    if (due_on - today).days > LONGEST_DAYS:
        raise DueOutOfReach("Choose a day within the next 3 years.")


def check_here(person: Any, now: datetime) -> None:
    """:raises OwnerNotHere: when they do not work here on that day"""
    if not people.people_in_post(on=people.today(now=now)).filter(pk=person.pk).exists():
        raise OwnerNotHere("Choose somebody who works here today.")


def note(what: str, action: Action, by: Any, now: datetime, **facts: Any) -> None:
    """The trail holds codes, keys and dates; never the title."""
    audit.record(
        action=what, subject_type="action_log.action", subject_id=action.pk, by=by, now=now, about=action.owner_id,
        facts={"reference": action.reference, **facts},
    )  # fmt: skip


def tell_source(action: Action, now: datetime) -> None:
    """Let the practice that the action came from know what became of it."""
    source = SOURCES.get(action.source_kind)
    if source is not None and source.became is not None:
        source.became(action, now)
