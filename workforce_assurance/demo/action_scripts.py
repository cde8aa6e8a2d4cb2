"""What the invented organisation agreed to do: each action with its dates and what became of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from .teams import SLIPPED


class Fate(StrEnum):
    OPEN = auto()
    STARTED = auto()
    EXTENDED = auto()
    TO_CHECK = auto()
    GIVEN_BACK = auto()
    DONE = auto()
    REOPENED = auto()
    CANCELLED = auto()
    # Done long enough ago: kept or still to be looked at.
    KEPT = auto()
    # Its theme came back before that; its owner heard at once, and adapted it.
    CAME_BACK = auto()
    TO_LOOK_AT = auto()


class Who(StrEnum):
    WORKER = auto()
    SUPERVISOR = auto()
    MANAGER = auto()


@dataclass(frozen=True)
class Script:
    """Days count back from today; the action is due so many days after it was opened."""

    title: str
    kind: str
    strength: str
    theme: str
    owner: Who
    opened: int
    due_after: int
    fate: Fate = Fate.OPEN
    words: str = ""
    # So many days ago, for what came back.
    came_back: int = 0


# Of the team to show: every state once at least, and what a tired supervisor meets on a Monday.
TO_SHOW = (
    Script(
        "Put alarm buttons within reach in both interview rooms",
        "corrective",
        "system",
        "equipment",
        Who.MANAGER,
        150,
        30,
        Fate.KEPT,
        "Order and fitting list, building folder",
    ),
    Script(
        "One page of risks and wishes at the front of each file",
        "improvement",
        "tool",
        "information",
        Who.SUPERVISOR,
        120,
        20,
        Fate.TO_LOOK_AT,
        "Form in use, team folder",
    ),
    Script(
        "Say who has the phone at every handover",
        "immediate",
        "simpler",
        "handover",
        Who.WORKER,
        60,
        7,
        Fate.DONE,
        "Handover sheet, on the wall of the office",
    ),
    Script(
        "Agree with the hospital how a discharge is announced",
        "improvement",
        "policy",
        "transitions",
        Who.MANAGER,
        75,
        40,
        Fate.EXTENDED,
    ),
    Script("Replace the lamp at the back door", "immediate", "system", "environment", Who.WORKER, 33, 10, Fate.STARTED),
    Script(
        "Write down when a ban may be lifted and by whom",
        "corrective",
        "policy",
        "policy_missing",
        Who.SUPERVISOR,
        40,
        25,
        Fate.OPEN,
    ),
    Script(
        "Show new starters how the lone worker app is used",
        "corrective",
        "training",
        "training",
        Who.SUPERVISOR,
        20,
        26,
        Fate.STARTED,
    ),
    Script(
        "Waiting list looked through together once a week",
        "improvement",
        "simpler",
        "waiting",
        Who.WORKER,
        18,
        24,
        Fate.OPEN,
    ),
    Script(
        "A quiet place to wait beside the front desk",
        "improvement",
        "system",
        "environment",
        Who.SUPERVISOR,
        45,
        50,
        Fate.TO_CHECK,
        "Photograph and plan, building folder",
    ),
    Script(
        "Relief within an hour after a critical event",
        "corrective",
        "staffing",
        "support",
        Who.MANAGER,
        30,
        28,
        Fate.TO_CHECK,
        "On-call list from this month",
    ),
    Script(
        "Take the debt letters out of the first appointment",
        "improvement",
        "simpler",
        "workload",
        Who.WORKER,
        28,
        21,
        Fate.GIVEN_BACK,
        "New list for the first appointment",
    ),
    Script(
        "Keys of the medicine cupboard counted at every handover",
        "corrective",
        "tool",
        "equipment",
        Who.WORKER,
        90,
        14,
        Fate.REOPENED,
        "Counting sheet, medicine room",
    ),
    Script(
        "A second telephone for the night team", "immediate", "system", "equipment", Who.MANAGER, 50, 14, Fate.CANCELLED
    ),
)

# Of some other teams, in turn.
ELSEWHERE = (
    Script(
        "Ask the police for a named officer",
        "improvement",
        "simpler",
        "other_services",
        Who.MANAGER,
        100,
        45,
        Fate.DONE,
        "Minutes of the meeting in spring",
    ),
    Script(
        "Read the safety plan aloud at the start of each shift",
        "immediate",
        "reminder",
        "handover",
        Who.SUPERVISOR,
        36,
        12,
        Fate.OPEN,
    ),
    Script(
        "Practise leaving a room together twice a year",
        "improvement",
        "training",
        "de_escalation",
        Who.SUPERVISOR,
        55,
        70,
        Fate.STARTED,
    ),
    Script(
        "Cases of whoever is away are shared out by name",
        "corrective",
        "simpler",
        "workload",
        Who.SUPERVISOR,
        70,
        30,
        Fate.KEPT,
        "List on the team board",
    ),
    Script(
        "Say in the letter why an appointment was moved",
        "improvement",
        "tool",
        "waiting",
        Who.WORKER,
        25,
        30,
        Fate.OPEN,
    ),
    Script(
        "One telephone number for families at night",
        "corrective",
        "system",
        "information",
        Who.MANAGER,
        80,
        60,
        Fate.TO_CHECK,
        "Notice at the door and on the website",
    ),
)


@dataclass(frozen=True)
class Repeated:
    """A theme that repeated in one team by one factor of incidents, on which days, and the action that answered it."""

    team: str
    factor: str
    # Of incidents, so many days ago.
    days: tuple[int, ...]
    script: Script


# One that the action ended, and one that came back after it.
REPEATED = (
    Repeated(
        "Tenancy North",
        "handover",
        (300, 285, 262),
        Script(
            "Say aloud at each handover who is owed a call, and by whom",
            "corrective",
            "simpler",
            "handover",
            Who.SUPERVISOR,
            255,
            21,
            Fate.KEPT,
            "Handover sheet, on the wall of the office",
        ),
    ),
    Repeated(
        SLIPPED,
        "lone_working",
        (175, 160, 145, 80, 60, 40),
        Script(
            "Two workers on every first visit after dark",
            "corrective",
            "staffing",
            "lone_working",
            Who.SUPERVISOR,
            140,
            21,
            Fate.CAME_BACK,
            "Rota since the spring, shared drive",
            came_back=80,
        ),
    ),
)
