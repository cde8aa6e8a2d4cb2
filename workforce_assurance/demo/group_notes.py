"""What the invented groups wrote together, and what some of them wrote for themselves."""

from __future__ import annotations

from workforce_assurance.structured_templates.kinds import Value

from .notes import chose, said

GroupNote = dict[str, dict[str, Value]]


def _hour(safe: str, room: str, lighter: str) -> Value:
    return Value(coded={"safe": safe, "room": room, "lighter": lighter})


STUCK_WORK: GroupNote = {
    "theme": {
        "theme": said("Work with HB-2207 has gone in circles since the summer."),
        "kind": chose("stuck"),
        "heard": said("Everybody knew the feeling of trying harder at something that does not move."),
        "seen_differently": said(
            "Perhaps the pauses are the work: contact was kept for eleven weeks without an incident."
        ),
    },
    "after": {
        "to_try": said("One visit in three without an agenda. We look at it again in a month."),
        "to_change": chose("no"),
        "how_it_was": _hour("yes", "mostly", "mostly"),
    },
}

AFTER_A_NIGHT: GroupNote = {
    "together": {
        "occasion": said("The night of the fire alarm, and what it left with us."),
        "kind": chose("other"),
        "noticed": said(
            "We sleep lightly, and we check the doors twice. Since then nobody likes to be alone on the late shift."
        ),
        "carried": said(
            "That somebody made tea at four in the morning. That two who thought they were alone with it were not."
        ),
    },
    "after": {
        "arranged": Value(coded=["pairs", "call"]),
        "who": said(
            "The facilitator puts the late shifts in pairs until the end of the month, and calls round on Friday."
        ),
        "to_change": chose("yes"),
        "change": said("A second torch on each floor, and a quiet room after an alarm; the facilitator takes it on."),
        "how_it_was": _hour("yes", "yes", "mostly"),
    },
}

PEERS: GroupNote = {
    "theme": {
        "theme": said("How we say no to a kind request."),
        "kind": chose("boundary"),
        "heard": said("It is easier with words prepared. We collected four sentences."),
    },
    "after": {"to_try": said("Each uses one of the sentences once."), "to_change": chose("no")},
}

OWN_PARTS: tuple[dict[str, Value], ...] = (
    {"on_my_mind": said("I would like to listen more than I speak this time."), "need": chose("company")},
    {"on_my_mind": said("I am tired of being the calm one. I keep that for now."), "need": chose("rest")},
)

STATEMENT = "I would add that the early shift carried a good part of this; they were not in the room."
