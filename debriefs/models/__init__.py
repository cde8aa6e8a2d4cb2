"""The catalogue of incident types, incidents, and what they lead to."""

from .catalogue import CatalogueVersion, Factor, IncidentType, NotificationRule, StrandRule, SubCategory
from .incidents import HandOver, Incident, IncidentFactor, IncidentTheme, InvolvedColleague, PersonServed
from .links import ReportLink
from .notifications import Notification
from .outcomes import NoOutcomeMail, Outcome, OutcomeTold
from .strands import Attendee, Debrief, DebriefPause, GuidancePolicy, PolicyMention

__all__ = [
    "Attendee",
    "CatalogueVersion",
    "Debrief",
    "DebriefPause",
    "Factor",
    "GuidancePolicy",
    "HandOver",
    "Incident",
    "IncidentFactor",
    "IncidentTheme",
    "IncidentType",
    "InvolvedColleague",
    "NoOutcomeMail",
    "Notification",
    "NotificationRule",
    "Outcome",
    "OutcomeTold",
    "PersonServed",
    "PolicyMention",
    "ReportLink",
    "StrandRule",
    "SubCategory",
]
