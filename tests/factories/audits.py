"""Audits, what they are drawn from, and readings that came by the commands, for the tests."""

import uuid
from datetime import timedelta
from typing import Any

from governance.audits import commands
from governance.audits.enums import AuditOf
from governance.audits.reading_page import checks_and_codes
from governance.audits.shipped import ship
from governance.models import Audit, AuditReading
from supervision.purpose import REQUIRED_AREAS
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.action_log.models import Action
from workforce_assurance.people.queries import today
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Response, Template

from .people import PersonFactory
from .supervision import NOON, SessionFactory

DAY = timedelta(days=1)
SEED = "one seed"
TEMPLATE = {
    "key": "supervision", "name": "Supervision", "purpose": "supervision",
    "sections": [
        *(
            {"key": area, "title": title, "area": area, "questions": [{"key": "said", "kind": "long_text", "text": "What was said?"}]}
            for area, title in REQUIRED_AREAS.items()
        ),
        {
            "key": "more", "title": "More",
            "questions": [
                {"key": "case", "kind": "case_reference", "text": "Which case?"},
                {"key": "who", "kind": "person", "text": "Who helps?"},
                {"key": "mine", "kind": "long_text", "text": "For yourself", "layer": "private"},
            ],
        },
    ],
}  # fmt: skip


def held_session(worker: Any, supervisor: Any, team: Any, *, days_ago: int = 7, now: Any = NOON) -> Any:
    at = now - days_ago * DAY
    return SessionFactory(
        worker=worker, supervisor=supervisor, team=team, due_on=at.date(), planned_at=at, state="held", held_at=at,
        held_minutes=60, closed_at=at, closed_by=supervisor, started_at=at, next_check=None,
    )  # fmt: skip


def write_record(
    session: Any, *, words: str = "Said.", private: str = "", helper: Any = None, finish: bool = True, now: Any = NOON
) -> Response:
    """A record of the session by its supervisor, finished unless something else is said; `private` is the supervisor's own."""
    if not Template.objects.filter(purpose="supervision").exists():
        records.ship_template(description=TEMPLATE, now=now)
    by = session.supervisor
    response = records.open_response(
        purpose="supervision", subject_id=session.pk, author=by, subject=session.worker, by=by, now=now
    )
    values: dict[str, dict[str, Any]] = {area: {"said": Value(words=words)} for area in REQUIRED_AREAS}
    values["more"] = {"case": Value(coded="HB-2207")} | ({"who": Value(coded=str(helper.pk))} if helper else {})
    values["more"] |= {"mine": Value(words=private)} if private else {}
    for section in asked_by(response.version_id).sections:
        records.save_section(
            response=response, section=section, values=values[section.key], revision=0, seen="", by=by, now=now
        )
    return records.finish_response(response=response, by=by, now=now) if finish else response


def recorded(worker: Any, supervisor: Any, team: Any, *, days_ago: int = 7, now: Any = NOON, **written: Any) -> Any:
    """A session that took place, with its record."""
    session = held_session(worker, supervisor, team, days_ago=days_ago, now=now)
    write_record(session, now=now, **written)
    return session


def records_of(house: Any, number: int) -> list[Any]:
    """Records of as many workers of the team, all with its supervisor."""
    workers = [PersonFactory(team=house.team, supervisor=house.supervisor) for _ in range(number)]
    return [recorded(one, house.supervisor, house.team) for one in workers]


def action_in(
    team: Any, *, owner: Any = None, checker: Any = None, title: str = "Alarm buttons within reach", now: Any = NOON
) -> Action:
    owner, checker = owner or PersonFactory(team=team), checker or PersonFactory()
    due = today(now=now) + 14 * DAY
    agreed = action_log.Agreed(title, "corrective", "system", owner=owner, due_on=due, checker=checker)
    return action_log.open_action(agreed=agreed, by=checker, now=now)


def draw(
    *readers: Any, teams: Any, by: Any, of: str = "supervision", now: Any = NOON, seed: str = SEED, **changes: Any
) -> Audit:
    """Of the last 90 days, nothing read twice unless something else is said."""
    ship(now)
    said = {
        "of": AuditOf(of), "teams": teams, "first_on": (now - 90 * DAY).date(), "last_on": today(now=now), "size": 20,
        "second_share": 0, "readers": readers, **changes,
    }  # fmt: skip
    return commands.draw_audit(wanted=commands.Wanted(**said), once=uuid.uuid4(), by=by, now=now, seed=seed)


def readings(audit: Audit, *, part: str = "first") -> list[AuditReading]:
    rows = AuditReading.objects.filter(unit__audit=audit, part=part).select_related(
        "unit__audit", "unit__team", "reader"
    )
    return list(rows.order_by("unit__number"))


def codes_for(reading: AuditReading, code: str = "met", **others: str) -> dict[str, str]:
    """The same for every check, but for those that are named by their key."""
    return {str(one.id): others.get(one.key, code) for one in checks_and_codes(reading)[0]}


def give(reading: AuditReading, code: str = "met", *, now: Any = NOON, **others: str) -> None:
    commands.give_reading(reading=reading, codes=codes_for(reading, code, **others), by=reading.reader, now=now)


def note_down(reading: AuditReading, words: str, *, now: Any = NOON) -> None:
    """A note of its reader, saved."""
    response = Response.objects.get(subject_id=reading.pk)
    section = asked_by(response.version_id).section("words")
    values = {"noticed": Value(words=words)}
    records.save_section(
        response=response, section=section, values=values, revision=0, seen="", by=reading.reader, now=now
    )
