"""Everything that changes what the practice of debriefs holds."""

from .accounts import open_account
from .catalogue import publish_catalogue, ship_catalogue, ship_policies
from .catalogue_drafts import (
    add_type,
    copy_catalogue,
    discard_draft,
    edit_factors,
    edit_type,
    publish_draft,
    remove_type,
)
from .changes import propose_changes
from .debriefs import debrief_not_held, hold_debrief, lead_debrief, name_policies, pass_debrief, stand_by_name
from .describing import Description, describe_incident
from .handing_over import hand_over_incident, show_my_name
from .linking import link_incidents, unlink_incidents
from .links import make_report_link, revoke_report_link
from .log import FourFacts, log_incident
from .notifications import notification_not_needed, record_notification
from .outcomes import decide_nothing_changes, prefer_outcome_mails, tell_what_changed
from .policies import add_policy, change_policy
from .reading import note_shown
from .records import open_learning_record, pause_debrief, resume_debrief
from .similar import decide_similar, suggest_similar
from .themes import code_themes

__all__ = [
    "Description",
    "FourFacts",
    "add_policy",
    "add_type",
    "change_policy",
    "code_themes",
    "copy_catalogue",
    "debrief_not_held",
    "decide_nothing_changes",
    "decide_similar",
    "describe_incident",
    "discard_draft",
    "edit_factors",
    "edit_type",
    "hand_over_incident",
    "hold_debrief",
    "lead_debrief",
    "link_incidents",
    "log_incident",
    "make_report_link",
    "name_policies",
    "note_shown",
    "notification_not_needed",
    "open_account",
    "open_learning_record",
    "pass_debrief",
    "pause_debrief",
    "prefer_outcome_mails",
    "propose_changes",
    "publish_catalogue",
    "publish_draft",
    "record_notification",
    "remove_type",
    "resume_debrief",
    "revoke_report_link",
    "ship_catalogue",
    "ship_policies",
    "show_my_name",
    "stand_by_name",
    "suggest_similar",
    "tell_what_changed",
    "unlink_incidents",
]
