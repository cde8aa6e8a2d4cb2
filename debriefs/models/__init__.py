"""The catalogue of incident types, incidents, and what they lead to."""

from .alike import ComparedAccount, LinkedIncidents, SimilarAccounts
from .caseload import CaseloadAdjustment, CaseloadProlonging
from .catalogue import CatalogueVersion, Factor, IncidentType, NotificationRule, StrandRule, SubCategory
from .check_ins import CheckIn, CheckInPreference, SupportRequest
from .incidents import HandOver, Incident, IncidentFactor, IncidentTheme, InvolvedColleague, PersonServed
from .links import ReportLink
from .notices import LoggedNotice
from .notifications import Notification
from .outcomes import NoOutcomeMail, Outcome, OutcomeTold
from .strands import Attendee, Debrief, DebriefPause, GuidancePolicy, PolicyMention
from .support import SupportKind, SupportOffer, SupportSettings

__all__ = [
    "Attendee",
    "CaseloadAdjustment",
    "CaseloadProlonging",
    "CatalogueVersion",
    "CheckIn",
    "CheckInPreference",
    "ComparedAccount",
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
    "LinkedIncidents",
    "LoggedNotice",
    "NoOutcomeMail",
    "Notification",
    "NotificationRule",
    "Outcome",
    "OutcomeTold",
    "PersonServed",
    "PolicyMention",
    "ReportLink",
    "SimilarAccounts",
    "StrandRule",
    "SubCategory",
    "SupportKind",
    "SupportOffer",
    "SupportRequest",
    "SupportSettings",
]
