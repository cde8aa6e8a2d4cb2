"""Why a command refused, each named for what happened and said in a sentence that a person can act on."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class WordsNameAPerson(Refused):
    """The words look like somebody's name with a date of birth, or like a number of theirs."""


class WordsMissing(Refused):
    """An action says what is to be done, and evidence where it can be seen."""


class OwnerNotHere(Refused):
    """An action has an owner who works here."""


class OwnersCheckNothingOfTheirs(Refused):
    """Whoever does it, or handed it in, is not who checks it."""


class DueOutOfReach(Refused):
    """The date lies in the past or too far ahead."""


class SourceUnknown(Refused):
    """No practice has registered such a source, or it takes no key."""


class ThemeNotInUse(Refused):
    """The theme stands on no published list."""


class ActionAlreadyStarted(Refused):
    """It is under way."""


class ActionClosed(Refused):
    """It is done or cancelled."""


class ActionWaitsForItsCheck(Refused):
    """Its evidence is with whoever checks it."""


class NothingToCheck(Refused):
    """No evidence waits."""


class ActionNotClosed(Refused):
    """Only what is closed can be opened again."""


class AlreadyTheirs(Refused):
    """It is with that person already."""


class SeveralRefused(Refused):
    """Of several actions some could not be changed, so that none was; `why` has a sentence for each."""

    def __init__(self, why: Mapping[UUID, str]) -> None:
        super().__init__("Nothing was handed over yet: look at the actions marked below.")
        self.why = dict(why)


class NothingChosen(Refused):
    """No action was chosen."""


class TooEarlyToLook(Refused):
    """The time in which it could come back is not over."""


class AlreadyLookedAt(Refused):
    """Somebody has."""


class ThemesPublished(Refused):
    """A published list never changes."""


class ThemesNotReady(Refused):
    """The list cannot be published."""


class ActionNotDone(Refused):
    """It is not done and checked."""


class OnTheBoardAlready(Refused):
    """Everybody reads it already."""


class NotOnTheBoard(Refused):
    """Nobody reads it there."""
