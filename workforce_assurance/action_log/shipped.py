"""What the action log comes with: its ladders and the first list of themes."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.escalations import commands as escalations

from .commands import Worded, ship_themes
from .enums import ACTION_KIND, CHECK_KIND, LOOK_KIND

# (rung, who is told, working days). The worker is the owner and the supervisor whoever checks; of a check, the worker is who
# checks and the supervisor whoever stands above them.
LADDERS = {
    ACTION_KIND: (
        (0, "worker", 2),
        (1, "worker", 0),
        (2, "supervisor", 3),
        (3, "manager", 8),
        (4, "governance_lead", 13),
        (5, "safety_net", 18),
    ),
    CHECK_KIND: (
        (1, "worker", 0),
        (2, "supervisor", 3),
        (3, "manager", 8),
        (4, "governance_lead", 13),
        (5, "safety_net", 18),
    ),
    LOOK_KIND: (
        (0, "worker", 10),
        (1, "worker", 0),
        (2, "supervisor", 5),
        (3, "governance_lead", 10),
        (4, "safety_net", 20),
    ),
}
ACKNOWLEDGEMENT_HOLDS = 3

# About how the service works, never about a person: what several events can have in common.
THEMES = (
    Worded("handover", "Handover and passing on", "What one shift or service knew did not reach the next."),
    Worded("staffing", "Staffing and cover", "Too few people, or people without the experience the shift asked for."),
    Worded("workload", "Caseload and workload", "More than could be done well in the time."),
    Worded("lone_working", "Working alone", "Somebody was alone where two were needed, or could not call for help."),
    Worded("policy_missing", "Policy missing or unclear", "No rule said what to do, or two rules said different things."),
    Worded("policy_hinders", "Policy stood in the way", "Keeping to the rule made it worse, or not keeping to it was safer."),
    Worded("information", "Information at hand", "Known risks or wishes were not to be found when they were needed."),
    Worded("other_services", "Working with other services", "Police, health, housing or courts: reached late, or not at all."),
    Worded("environment", "Building and space", "Rooms, exits, lighting, noise, waiting areas."),
    Worded("equipment", "Equipment and systems", "Telephones, alarms, software, keys, medication storage."),
    Worded("waiting", "Waiting and access", "Waiting times, missed appointments, doors that stayed closed."),
    Worded("transitions", "Endings and changes", "A move, a discharge, a new worker, the end of a service."),
    Worded("de_escalation", "De-escalation and limits", "What is practised, offered and expected when it gets tense."),
    Worded("support", "Support for staff", "Debriefs, supervision and relief that came late or not at all."),
    Worded("training", "Training and induction", "Something that nobody had been shown."),
    Worded("being_heard", "Being heard and respected", "How we speak and listen, keep what we promise, and say why."),
    Worded("decisions", "Decisions about people", "What was decided: whether it was explained, fair, and open to appeal."),
)  # fmt: skip


def ship_ladders(now: datetime) -> None:
    """Publish the ladders of actions where there is none."""
    for kind, steps in LADDERS.items():
        escalations.ship_ladder(
            kind=kind, steps=[escalations.Step(*step) for step in steps], acknowledgement_holds=ACKNOWLEDGEMENT_HOLDS,
            now=now,
        )  # fmt: skip


def ship(now: datetime) -> None:
    """Publish the list of themes where there is none."""
    ship_themes(themes=THEMES, now=now)
