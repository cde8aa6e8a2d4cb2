"""Why a command refused, each named for what happened and said in a sentence that a person can act on."""

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class CatalogueIsOlder(Refused):
    """The form was opened under a version of the catalogue that is not in force any more."""


class NoCatalogueDraft(Refused):
    """Nobody drafts the next catalogue, or what was to be changed is not in it."""


class CatalogueUnusable(Refused):
    """Something would stand twice, go too far, or loosen a hard limit; the text says what."""


class NotInThisState(Refused):
    """The decision stands where this cannot be done."""


class NoCaseReference(Refused):
    """A decision about a person names their case; a rule for everybody names none."""


class LastsTooLong(Refused):
    """It would last longer than the catalogue lets decisions of this kind last, or has no end."""


class EndsBeforeItBegins(Refused):
    """Its end lies before its beginning, or before now."""


class NotTheirDecision(Refused):
    """Whoever asked for it writes it, sends it and withdraws it."""


class RationaleIncomplete(Refused):
    """Something of the minimum set is missing, or typed and not saved."""


class OwnDecision(Refused):
    """Nobody stands at the gate for what they asked for themselves."""


class BelowWhoeverAsked(Refused):
    """Nobody lets through what somebody above them asked for."""


class NotAtTheGate(Refused):
    """Whoever would answer is neither asked nor above whoever asked."""


class NobodyAtTheGate(Refused):
    """Nobody above the requester can be asked: a reviewer from outside has to be named."""


class NotAnOutsideReviewer(Refused):
    """They are gone, asked for it themselves, or stand at no gate in the organisation."""


class NoEmergency(Refused):
    """Decisions of this kind wait for the gate, whatever happens."""


class NothingToSayMoreAbout(Refused):
    """A decision is returned with what has to be said more about."""


class HadAPartInIt(Refused):
    """Whoever reviews an appeal had no part in the decision; and nobody else answers it."""


class AppealWaitsAlready(Refused):
    """One appeal is answered before the next."""


class AppealAlreadyAnswered(Refused):
    """Its outcome is kept and does not change."""


class AppealIncomplete(Refused):
    """What the reviewer writes lacks something that is needed, or is not saved."""


class ReceivedAtAnotherTime(Refused):
    """An appeal comes after the decision took effect, and not later than today."""


class BreaksARule(Refused):
    """A hard limit that the service holds itself to does not allow it; the text names each."""


class StepAlreadyDone(Refused):
    """It is ticked off."""
