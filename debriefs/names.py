"""Who comes to see the name of whoever logged an incident: one rule, which every page puts into words and obeys. Pure."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from .enums import ReporterMode


class Standing(StrEnum):
    """What somebody is to an incident."""

    REPORTER = "reporter"
    FINISHER = "finisher"
    COLLEAGUE = "colleague"
    FACILITATOR = "facilitator"
    # By their own choice among those who were at one of its debriefs.
    ATTENDEE = "attendee"
    MANAGER = "manager"
    GOVERNANCE = "governance"


SEE_THE_NAME: dict[str, tuple[Standing, ...]] = {
    ReporterMode.NAMED: (Standing.REPORTER, Standing.MANAGER, Standing.FINISHER),
    ReporterMode.KEPT: (Standing.REPORTER,),
    ReporterMode.ANONYMOUS: (),
}
IN_WORDS = {
    Standing.REPORTER: "you",
    Standing.MANAGER: "whoever manages the team",
    Standing.FINISHER: "whoever finishes it",
}
WHAT_FOLLOWS = {
    ReporterMode.NAMED: "The trail of changes names you too; data protection and administrators look after that.",
    ReporterMode.KEPT: "It stands on no page, mail, list, file or trail for anybody else. We keep it so that you hear what came of it.",
    ReporterMode.ANONYMOUS: "It is not stored. You get a code, and with it you can see what came of it.",
}


def sees_the_name(mode: str, standings: Collection[Standing]) -> bool:
    return any(standing in SEE_THE_NAME[mode] for standing in standings)


def who_sees_the_name(mode: str) -> str:
    """ "you, whoever manages the team and whoever finishes it. …": what the choice says, and every page after it."""
    who = [IN_WORDS[standing] for standing in SEE_THE_NAME[mode]]
    if not who:
        return f"nobody. {WHAT_FOLLOWS[ReporterMode(mode)]}"
    listed = f"{', '.join(who[:-1])} and {who[-1]}" if len(who) > 1 else f"{who[0]} alone"
    return f"{listed}. {WHAT_FOLLOWS[ReporterMode(mode)]}"


def name_shown(mode: str, name: str, standings: Collection[Standing]) -> str:
    """The name, or what stands in its place for this viewer."""
    if mode == ReporterMode.ANONYMOUS:
        return "Logged without a name"
    if sees_the_name(mode, standings):
        return name
    return "Kept back" if mode == ReporterMode.KEPT else "Not shown to you"
