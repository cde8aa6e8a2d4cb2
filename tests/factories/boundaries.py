"""A catalogue of decisions in force, and decisions that came by the commands, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from boundaries import commands, models
from boundaries.enums import RATIONALE_PURPOSE, AppealedBy, Covers
from boundaries.shipped import ship
from workforce_assurance.people.queries import today
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

from .supervision import NOON

DAY = timedelta(days=1)
# What each kind of question in the shipped rationale takes.
ANSWERS = {"long_text": Value(words="Said in a sentence."), "several_of": Value(coded=["talked"])}


def kind(code: str = "exclusion") -> models.DecisionKind:
    """That kind of the shipped catalogue, which is published when it is not yet."""
    if not models.CatalogueVersion.objects.published().exists():
        ship(NOON)
    return models.DecisionKind.objects.select_related("version").get(version__state="published", code=code)


def ground(code: str = "threat") -> models.Ground:
    return models.Ground.objects.select_related("version").get(version__state="published", code=code)


def wanted(team: Any, *, code: str = "exclusion", **changes: Any) -> commands.Wanted:
    """A week of exclusion from one place, from the gate on, unless something else is said."""
    found = kind(code)
    said = {
        "kind": found,
        "ground": ground(),
        "covers": Covers.PLACE,
        "team": team,
        "case_reference": "HB-2207" if found.is_about_a_person else "",
        "ends_at": NOON + 7 * DAY if found.longest_days else None,
    }
    return commands.Wanted(**{**said, **changes})


def draft(by: Any, team: Any, *, now: Any = NOON, **changes: Any) -> models.Decision:
    return commands.draft_decision(wanted=wanted(team, **changes), once=uuid.uuid4(), by=by, now=now)


def write_rationale(decision: models.Decision, *, but: tuple[str, ...] = (), word: str = "", now: Any = NOON) -> None:
    """Answer every question of the rationale but those of the sections named."""
    answer(RATIONALE_PURPOSE, decision.pk, by=decision.requester, but=but, word=word, now=now)


def answer(
    purpose: str, subject_id: uuid.UUID, *, by: Any, but: tuple[str, ...] = (), word: str = "", now: Any = NOON
) -> None:
    """The same in any record of this practice."""
    response = response_for(purpose, subject_id)
    for section in asked_by(response.version_id).sections:
        if section.key in but:
            continue
        values = {asked.key: _answer(asked, word) for asked in section.answered}
        records.save_section(response=response, section=section, values=values, revision=0, seen="", by=by, now=now)


def _answer(asked: Any, word: str) -> Value:
    if asked.kind == "one_of":
        return Value(coded=asked.options[0].code)
    if asked.kind == "several_of" and "talked" not in {option.code for option in asked.options}:
        return Value(coded=[asked.options[0].code])
    return Value(words=word) if word and asked.kind == "long_text" else ANSWERS[asked.kind]


def at_the_gate(by: Any, team: Any, *, now: Any = NOON, **changes: Any) -> models.Decision:
    decision = draft(by, team, now=now, **changes)
    write_rationale(decision, now=now)
    commands.send_to_gate(decision=decision, by=by, now=now)
    decision.refresh_from_db()
    return decision


def appeal(decision: models.Decision, *, reviewer: Any, by: Any, now: Any = NOON, **changes: Any) -> models.Appeal:
    """Made by the person on the day on which the decision took effect."""
    said = {"made_by": AppealedBy.PERSON, "received_on": today(now=now), "once": uuid.uuid4(), **changes}
    return commands.record_appeal(decision=decision, reviewer=reviewer, by=by, now=now, **said)


def step(decision: models.Decision) -> models.FollowingStep:
    """Something that has to follow within a day."""
    due_at = decision.effective_at + DAY
    return models.FollowingStep.objects.create(decision=decision, code="recorded", label="Put on record", due_at=due_at)


def in_effect(by: Any, team: Any, *, approver: Any, now: Any = NOON, **changes: Any) -> models.Decision:
    decision = at_the_gate(by, team, now=now, **changes)
    return commands.approve_decision(decision=decision, by=approver, now=now)
