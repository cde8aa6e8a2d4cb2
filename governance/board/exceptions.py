"""Why a command of board papers refused."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class IsDrafted(Refused):
    """There is a draft of this place already."""

    words = "There is a draft of this place already. Carry on with it, or throw it away first."


class NotADraft(Refused):
    """What was issued never changes."""

    words = "This paper was issued, so it changes no more. Draft a newer one; it takes this one's place."


class NothingMeasured(Refused):
    """No measure of this place has a month that may be shown."""

    words = "No measure of this place has a month that can be shown yet, so there is nothing for a paper to say."


class NobodyReads(Refused):
    """A paper is issued to somebody."""

    words = "Say first who reads it: nobody is named yet."


class TooManyCaveats(Refused):
    """A page that is read in a minute holds so many caveats and no more."""

    words = "There are as many caveats as a page that is read in a minute can hold. Take one back first."


class NobodyThere(Refused):
    """An address belongs to nobody who works here and whom the viewer may see."""
