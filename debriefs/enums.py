"""The coded words of incidents and debriefs."""

from django.db import models

# What they are called where obligations and sources of actions are registered.
INCIDENT_KIND, DEBRIEF_KIND, POLICY_KIND = "debriefs.incident", "debriefs.debrief", "debriefs.policy"
# The mail to those whom the catalogue names.
LOGGED_MAIL = "debriefs.logged"
# What its templates are for.
LEARNING_PURPOSE, PAUSE_PURPOSE, ACCOUNT_PURPOSE = "debriefs.learning", "debriefs.pause", "debriefs.account"


class Strand(models.TextChoices):
    """One of the conversations that an incident may lead to, each with readers and a clock of its own."""

    HOT = "hot", "Hot debrief"
    LEARNING = "learning", "Learning debrief"
    PERSON_SERVED = "person_served", "Conversation with the person served"
    STAFF_SUPPORT = "staff_support", "Staff support"


class Recipient(models.TextChoices):
    """Who is told that an incident of a type was logged."""

    TEAM_MANAGER = "team_manager", "The team's manager"
    SERVICE_LEAD = "service_lead", "The service's lead"
    GOVERNANCE = "governance", "Governance"


class Place(models.TextChoices):
    """Where an incident took place: a kind of place, never an address."""

    PREMISES = "premises", "At our place"
    HOME = "home", "At somebody's home"
    OUT = "out", "Out and about"
    REMOTE = "remote", "By phone or online"
    ELSEWHERE = "elsewhere", "Somewhere else"


class HelpNeeded(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No, not now"
    NOT_SURE = "not_sure", "I am not sure"


class ReporterMode(models.TextChoices):
    """Who comes to see the name of whoever logged it: see `names`."""

    NAMED = "named", "With my name"
    KEPT = "kept", "Keep my name from others"
    ANONYMOUS = "anonymous", "Without my name"


class Way(models.TextChoices):
    """By which way an incident came in."""

    SIGNED_IN = "signed_in", "Signed in"
    LINK = "link", "A team's link"


class IncidentState(models.TextChoices):
    LOGGED = "logged", "Logged"
    DESCRIBED = "described", "Described"


class Harm(models.TextChoices):
    """How bad it was. What each means, physically and psychologically, stands in `harm`."""

    NONE = "none", "None"
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    SEVERE = "severe", "Severe"
    FATAL = "fatal", "Death"
    NOT_KNOWN = "not_known", "Not known yet"


class Involvement(models.TextChoices):
    """How a colleague was involved."""

    AFFECTED = "affected", "It happened to them"
    THERE = "there", "They were there"
    RESPONDED = "responded", "They came to help"


class ImmediateAction(models.TextChoices):
    """What was done at once."""

    FIRST_AID = "first_aid", "First aid"
    EMERGENCY = "emergency", "Emergency services were called"
    SAFE_PLACE = "safe_place", "A place was made safe"
    STAYED = "stayed", "Somebody stayed with the person"
    RELIEVED = "relieved", "A colleague was relieved of the task"
    TOLD = "told", "A manager or the on-call was told"
    NOTHING = "nothing", "Nothing was needed"


class NotificationState(models.TextChoices):
    WAITS = "waits", "To be sent"
    SENT = "sent", "Sent"
    NOT_NEEDED = "not_needed", "Not needed"


class StrandState(models.TextChoices):
    WAITS = "waits", "To be held"
    HELD = "held", "Held"
    NOT_HELD = "not_held", "Not held"
    PAUSED = "paused", "Paused"


class NotHeldReason(models.TextChoices):
    """What stood in the way. Counted as a barrier of the service, never as anybody's fault."""

    COVER = "cover", "No cover for the shift"
    TIME = "time", "No time could be found"
    NO_ROOM = "no_room", "No private place"
    DECLINED = "declined", "Those involved chose not to"
    UNREACHED = "unreached", "Somebody could not be reached"
    INVESTIGATION = "inquiry", "An inquiry asked us to wait"
    OTHER = "other", "Something else"


class OutcomeKind(models.TextChoices):
    """What came of an incident, each told to whoever reported it and whoever attended one of its debriefs by name."""

    OPENED = "opened", "An action was agreed"
    DONE = "done", "Done and checked"
    CANCELLED = "cancelled", "It will not be done"
    NOTHING = "nothing", "Nothing will change"


class NothingBecause(models.TextChoices):
    """Why nothing changes: an answer to whoever reported it, never about them."""

    IN_PLACE = "in_place", "What is needed is in place already"
    ELSEWHERE = "elsewhere", "It is dealt with under another incident"
    NOT_OURS = "not_ours", "It lies with somebody outside, who was told"
    ONCE = "once", "We looked, and nothing in how we work would make it less likely"
    NO_MEANS = "no_means", "We would change it and have no means to do so now"


class PolicyEffect(models.TextChoices):
    HELPED = "helped", "It helped"
    HINDERED = "hindered", "It stood in the way"
    MISSING = "missing", "It was missing or silent"


class OfferAnswer(models.TextChoices):
    """What somebody says to an offer of support. "No, thank you" is as good an answer as any."""

    ACCEPTED = "accepted", "Yes, please"
    LATER = "later", "Later"
    DECLINED = "declined", "No, thank you"


class CheckInWish(models.TextChoices):
    """What is to be done after a check-in. Nobody is asked how they feel, and no such thing is kept."""

    NOTHING = "nothing", "Nothing for now, thank you"
    TALK = "talk", "I would like a talk"
    LATER = "later", "Please ask me again in a few days"


class RequestState(models.TextChoices):
    WAITS = "waits", "Waits"
    ANSWERED = "answered", "You are in touch"
    WITHDRAWN = "withdrawn", "Taken back"


class RepeatState(models.TextChoices):
    """How it stands with a theme that repeats, in the order in which it is looked at."""

    NOBODY = "nobody", "Nobody does anything about it yet"
    CAME_BACK = "came_back", "Answered, and it came back"
    UNDER_WAY = "under_way", "Answered: under way"
    ENDED = "ended", "Answered, and it did not come back"


class LinkKind(models.TextChoices):
    """How two incidents hang together; the same said from either side."""

    SAME = "same", "The same event, reported more than once"
    LED = "led", "One led to the other"
    ONGOING = "ongoing", "Both belong to one situation that goes on"


class SimilarState(models.TextChoices):
    """What a person says of two accounts that a job found to resemble each other."""

    SUGGESTED = "suggested", "Suggested"
    SIMILAR = "similar", "Similar"
    DISMISSED = "dismissed", "Not similar"
