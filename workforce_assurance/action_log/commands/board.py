"""The board of changes: an action that is done is put there in words for everybody, and taken off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..enums import ActionState
from ..exceptions import ActionNotDone, NotOnTheBoard, OnTheBoardAlready
from ..models import Action, BoardLine
from ..models.actions import TITLE_LENGTH
from .changing import check_words, lock, note


@transaction.atomic
def put_on_board(*, action: Action, words: str, by: Any, now: datetime) -> BoardLine:
    """Let everybody read what was changed: the action's title, or these words instead.

    :raises ActionNotDone: when it is not done and checked
    :raises OnTheBoardAlready: when it stands there
    :raises WordsMissing: when the words are too long
    :raises WordsNameAPerson: when the words look as if they named somebody served
    """
    locked = lock(action)
    if locked.state != ActionState.DONE:
        raise ActionNotDone("Only what is done and checked stands on the board.")
    if BoardLine.objects.filter(action=locked).exists():
        raise OnTheBoardAlready("It stands on the board already. Take it off first to word it anew.")
    line = check_words(words.strip() or locked.title, most=TITLE_LENGTH)
    found = BoardLine.objects.create(action=locked, words=line, put_at=now, put_by=by)
    note("action put on the board", locked, by, now, reworded=line != locked.title)
    return found


@transaction.atomic
def take_off_board(*, action: Action, by: Any, now: datetime) -> None:
    """Let it stand on the board no longer.

    :raises NotOnTheBoard: when it does not
    """
    locked = lock(action)
    if not BoardLine.objects.filter(action=locked).delete()[0]:
        raise NotOnTheBoard("It does not stand on the board. Nothing was changed.")
    note("action taken off the board", locked, by, now)
