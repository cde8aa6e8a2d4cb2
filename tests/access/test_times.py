"""Every page and file says its times in the organisation's zone, whatever the settings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from governance.models import Meeting
from tests.factories.people import PersonFactory
from workforce_assurance.audit.commands import record
from workforce_assurance.escalations.models import Notice, Sweep
from workforce_assurance.outbox.models import Mail
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import save_draft

from .expectations import EXPECTED
from .world import ADMINISTRATOR, EVERYBODY, NOBODY, SUPERVISOR, WORKER, World, build_world

pytestmark = pytest.mark.django_db

# Half past nine in the evening of the 9th in New York; the 10th, half past two, in London and in UTC.
NOW = datetime(2026, 11, 10, 2, 30, tzinfo=UTC)
HERE = re.compile(r"21:30|9 Nov|2026-11-09")
ELSEWHERE = re.compile(r"02:30|\b10 Nov|2026-11-10(?!T)")
# They show the days to come, tomorrow among them.
SHOWS_DAYS_AHEAD = frozenset(
    {
        "supervision:calendar",
        "supervision:move",
        "supervision:plan",
        "debriefs:incident",
        "debriefs:debrief",
        "boundaries:decision",
        "boundaries:decisions",
        "boundaries:gate",
        "boundaries:appeal",
        "people:my_data",
        "people:my_data_export",
    }
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everything happens at that instant."""
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), transaction.atomic():
        built = build_world(time_zone="America/New_York")
        _more(built)
        yield built
        transaction.set_rollback(True)


def _more(world: World) -> None:
    """What the matrix needs no row of: a mail, a notice, a sweep, a draft, who signed in last, a reading."""
    people, episode, response = world.people, world.records["episode"], world.records["response"]
    mail = Mail.objects.create(
        kind="alert", dedupe_key="one", recipient=people[SUPERVISOR], created_at=NOW, next_attempt_at=NOW, subject="One"
    )
    Notice.objects.create(
        episode=episode, position=1, recipient=people[SUPERVISOR], way="supervisor", mail=mail, created_at=NOW
    )
    # A meeting is tomorrow here, and that is the day that it is elsewhere.
    Meeting.objects.update(starts_at=F("starts_at") + timedelta(days=2))
    Sweep.objects.create(started_at=NOW, finished_at=NOW)
    type(people[WORKER]).objects.update(last_login=NOW)
    section = asked_by(response.version_id).section(world.records["section"].key)
    save_draft(response=response, section=section, typed={}, revision=0, seen="", by=people[SUPERVISOR], now=NOW)
    record(action="one.thing", subject_type="thing", subject_id=1, by=people[WORKER], now=NOW, about=people[WORKER].pk)


def said(world: World, persona: str, name: str) -> str:
    """What the page or file says, without the values that only machines read."""
    expected = EXPECTED[name]
    with world.undone():
        response = world.client(persona).get(reverse(name, kwargs=expected.of(world)), secure=True, follow=True)
    assert response.status_code == 200, name
    return re.sub(r"<input[^>]*>", "", response.content.decode())


def test_the_settings_say_another_zone() -> None:
    assert settings.TIME_ZONE == "Europe/London"


@pytest.mark.parametrize("name", sorted(name for name, expected in EXPECTED.items() if expected.get))
def test_no_page_says_the_day_or_the_hour_of_another_zone(world: World, name: str) -> None:
    readers = [persona for persona in EVERYBODY if persona in EXPECTED[name].get and persona != NOBODY]
    wrong = re.compile("02:30") if name in SHOWS_DAYS_AHEAD else ELSEWHERE
    found = {persona: wrong.findall(said(world, persona, name)) for persona in readers}
    assert {persona: times for persona, times in found.items() if times} == {}


@pytest.mark.parametrize(
    ("persona", "name"),
    [
        (WORKER, "today"),
        (SUPERVISOR, "supervision:session"),
        (SUPERVISOR, "record_section"),
        (SUPERVISOR, "record_history"),
        (SUPERVISOR, "my_alerts"),
        (SUPERVISOR, "escalation"),
        (ADMINISTRATOR, "sent"),
        (ADMINISTRATOR, "audit:trail"),
        (ADMINISTRATOR, "audit:trail_export"),
        (ADMINISTRATOR, "people:person"),
        (ADMINISTRATOR, "builder:list"),
        (WORKER, "people:my_data"),
        (WORKER, "people:my_data_export"),
    ],
)
def test_a_page_with_times_says_those_of_the_organisation(world: World, persona: str, name: str) -> None:
    assert HERE.search(said(world, persona, name))


def test_a_page_without_a_time_does_not_ask_for_the_zone(client: Any, django_assert_num_queries: Any) -> None:
    client.force_login(PersonFactory())
    with django_assert_num_queries(2):
        client.get(reverse("session"))
