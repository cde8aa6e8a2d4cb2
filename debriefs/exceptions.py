"""Why a command refused, each named for what happened and said in a sentence that a person can act on."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class CatalogueIsOlder(Refused):
    """The form was opened under a version of the catalogue that is not in force any more."""


class HappenedInTheFuture(Refused):
    """An incident cannot have taken place later than now."""


class HappenedTooLongAgo(Refused):
    """The date lies so far back that it is more likely a slip."""


class CannotBeHandedTo(Refused):
    """Whoever is to finish it is gone, or has it already."""


class NobodyToNotify(Refused):
    """The notification is not waiting any more."""


class NotificationBeforeTheIncident(Refused):
    """Somebody outside cannot have been told before it happened, or later than now."""


class NameAlreadyShown(Refused):
    """The name is seen already, or nobody knows it."""


class LinkAlreadyRevoked(Refused):
    """The link opens nothing any more."""


class TooManyReports(Refused):
    """More came by this link within an hour than a team would send."""


class DebriefAlreadyEnded(Refused):
    """It was held, or recorded as not held."""


class DebriefNotHeld(Refused):
    """It has not been recorded as held."""


class DebriefNotPaused(Refused):
    """It does not wait, or not any more."""


class PauseNeedsAReason(Refused):
    """Nothing was typed that says why it waits."""


class HeldBeforeTheIncident(Refused):
    """A debrief follows what happened, and cannot have taken place later than now."""


class NobodyThere(Refused):
    """Somebody was there, and no more than fit into a room."""


class NobodyLeadsIt(Refused):
    """Whoever leads it writes its record."""


class ChangeRefused(Refused):
    """The action log refused one of several proposed changes: `line` says which, counted from 0, and `why` what it said."""

    def __init__(self, line: int, why: Exception) -> None:
        super().__init__(str(why))
        self.line, self.why = line, why


class ThemeNotInUse(Refused):
    """The theme is not on the list that is in use."""


class SomethingChanges(Refused):
    """An action came of it, so it cannot be said that nothing changes."""


class DecidedAlready(Refused):
    """It was said before that nothing changes."""


class PolicyNameTaken(Refused):
    """Another policy on the list is called that."""


class KindNotOffered(Refused):
    """The organisation does not offer this kind of support."""


class SupportNotOffered(Refused):
    """It is offered already and waits for an answer, or there is nobody to offer it to."""


class OfferOfAnother(Refused):
    """Whoever it was made to answers an offer, and nobody for them."""


class LaterOnlyOnce(Refused):
    """It was put off before; it is not brought up for ever."""


class NotWithinAWhile(Refused):
    """The day lies in the past, or too far ahead."""


class NobodyAnswersIt(Refused):
    """No contact is named for this kind of support, or they do not work here any more."""


class SupportAskedFor(Refused):
    """They asked for it already, and it waits."""


class RequestEnded(Refused):
    """The request was answered or taken back before."""


class LinkedAlready(Refused):
    """The two incidents are linked already, or are one."""


class CatalogueNotDrafted(Refused):
    """There is no draft any more, or what is to be changed is not in it."""


class CatalogueUnusable(Refused):
    """Something in it has to be put right first; the text says what."""
