"""Everything that changes what the practice of debriefs holds."""

from .catalogue import publish_catalogue, ship_catalogue
from .describing import Description, describe_incident
from .handing_over import hand_over_incident, show_my_name
from .log import FourFacts, log_incident
from .notifications import notification_not_needed, record_notification

__all__ = [
    "Description",
    "FourFacts",
    "describe_incident",
    "hand_over_incident",
    "log_incident",
    "notification_not_needed",
    "publish_catalogue",
    "record_notification",
    "ship_catalogue",
    "show_my_name",
]
