"""Why a command refused, each named for what happened and said in a sentence that a person can act on."""

from collections.abc import Mapping
from uuid import UUID

from workforce_assurance.common.refusals import Refusal


class Refused(Refusal):
    """A command did not do what it was asked; the text says why and what to do."""


class SessionAlreadyClosed(Refused):
    """The session has an outcome."""


class SessionAlreadyStarted(Refused):
    """Its record was opened."""


class SessionNotStarted(Refused):
    """There is no record to open."""


class MovedOutOfReach(Refused):
    """The new date lies in the past or too far ahead."""


class HeldInTheFuture(Refused):
    """A session cannot have taken place later than now."""


class HeldTooLongAgo(Refused):
    """The date lies so far back that it is more likely a slip."""


class MinutesOutOfRange(Refused):
    """A session lasts from a minute to eight hours."""


class PolicyContradictsItself(Refused):
    """The policy says things that cannot hold together."""


class PolicyAlreadyPublished(Refused):
    """A published policy never changes."""


class PolicyNotPublished(Refused):
    """Only a published policy can be retired."""


class OrganisationNeedsAPolicy(Refused):
    """Without the organisation's policy, workers would have no due dates."""


class AdjustmentAlreadyChecked(Refused):
    """The adjustment was checked before."""


class CheckOutOfReach(Refused):
    """The new day has passed, is the one it has, lies before it starts, or too far ahead."""


class AdjustmentOfSomebodyElse(Refused):
    """The session is another worker's, or it agreed this adjustment itself."""


class NotTheirTopic(Refused):
    """The topic is somebody else's, or no longer on the session's list."""


class TooManyTopics(Refused):
    """A session holds so many topics at most."""


class TopicAlreadyTalkedAbout(Refused):
    """It was ticked."""


class NoSupervisorYet(Refused):
    """Without a supervisor there is nobody to agree a usual time with."""


class GroupAlreadyClosed(Refused):
    """The group was held or cancelled."""


class NotTheirsToInvite(Refused):
    """Somebody lies outside the circle of whoever plans."""


class GroupOutOfSize(Refused):
    """A group has a least and a greatest number of people."""


class AttendanceIncomplete(Refused):
    """Not everybody who was invited is accounted for, or somebody who was not is."""


class NobodyCame(Refused):
    """A group in which nobody took part was not held."""


class NoteTakerWasAway(Refused):
    """The record of a peer group is written by somebody who was there."""


class MinutesOfAPartOutOfRange(Refused):
    """Whoever was there for a part was there for less than the whole."""


class BookedTwice(Refused):
    """The same two people have another session at exactly that time."""


class SeveralRefused(Refused):
    """Of several sessions some cannot be changed, so that none was; `why` has a sentence for each."""

    def __init__(self, why: Mapping[UUID, str]) -> None:
        super().__init__("Nothing was saved yet: look at the sessions marked below.")
        self.why = dict(why)


class UpliftOutOfRange(Refused):
    """The days lie outside what can be planned."""


class UpliftAlreadyAsked(Refused):
    """A session at least as soon has been asked for already."""


class UpliftAlreadyOver(Refused):
    """It was taken back before."""


class WorkerReceivesNoSupervision(Refused):
    """Nothing can be planned for somebody who is not in post or receives none."""


class AgreementIsLooser(Refused):
    """An agreement may ask for more than the policy, never for less."""


class NotTheirSupervisor(Refused):
    """An agreement is between a worker and the supervisor whom their line names."""


class AgreementInTheMaking(Refused):
    """There is one already that the two have not both signed."""


class AgreementNotDrafted(Refused):
    """What was put forward to sign does not change."""


class GroupNotHeld(Refused):
    """Who was there is corrected once it was said."""


class RecordSigned(Refused):
    """What was signed says who was there."""
