"""The catalogue of incident types, incidents, and what they lead to."""

from .catalogue import CatalogueVersion, Factor, IncidentType, NotificationRule, StrandRule, SubCategory
from .incidents import HandOver, Incident, IncidentFactor, InvolvedColleague, PersonServed
from .notifications import Notification

__all__ = [
    "CatalogueVersion",
    "Factor",
    "HandOver",
    "Incident",
    "IncidentFactor",
    "IncidentType",
    "InvolvedColleague",
    "Notification",
    "NotificationRule",
    "PersonServed",
    "StrandRule",
    "SubCategory",
]
