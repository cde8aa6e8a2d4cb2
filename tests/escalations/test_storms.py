"""A sweep with many times the usual to tell keeps its mails back until somebody confirms them."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.conftest import MailServer
from tests.factories.escalations import END_OF_FRIDAY, MONDAY, Cast, PromisedDateFactory, cast, promise
from tests.factories.people import PersonFactory
from tests.practice.models import PromisedDate
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common import banners
from workforce_assurance.escalations import health
from workforce_assurance.escalations.commands import HoldConfirmed, confirm_hold, sweep
from workforce_assurance.escalations.models import Episode, Hold, Notice, Sweep
from workforce_assurance.escalations.queries import kept_back, open_hold
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> Any:
    banners.forget()
    with time_machine.travel(MONDAY, tick=False):
        yield
    banners.forget()


@pytest.fixture
def people(settings: Any) -> Cast:
    """Two notices in a sweep are usual; a storm is more than three and more than twice as many as usual."""
    people = cast()
    sweep(now=MONDAY - timedelta(days=1))
    settings.ESCALATIONS_STORM_FLOOR, settings.ESCALATIONS_STORM_FACTOR = 3, 2
    Sweep.objects.update(noticed=2)
    return people


@pytest.fixture
def administrator() -> Any:
    return PersonFactory(roles=[Role.ADMINISTRATOR])


def storm(people: Cast, number: int = 5) -> None:
    """So many dates, each with a supervisor of its own."""
    for _ in range(number):
        supervisor = PersonFactory(manager=people.manager)
        PromisedDateFactory(about=people.worker, responsible=supervisor)


def states() -> list[str]:
    return sorted(Mail.objects.values_list("state", flat=True))


def confirm(by: Any) -> Hold:
    return confirm_hold(hold=Hold.objects.get(), by=by, now=MONDAY)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_storm_opens_its_episodes_and_keeps_its_mails_back(people: Cast, mail_server: MailServer) -> None:
    storm(people)
    row = sweep(now=MONDAY)
    send_waiting(clock=timezone.now)
    assert (Episode.objects.count(), states(), mail_server.messages) == (5, ["kept_back"] * 5, [])
    assert (row.hold, row.hold.usual) == (open_hold(), 2)


@pytest.mark.parametrize("number", [1, 4])
def test_up_to_twice_the_usual_goes_out(people: Cast, number: int) -> None:
    storm(people, number)
    assert (sweep(now=MONDAY).hold, states()) == (None, ["waiting"] * number)


def test_below_the_floor_nothing_is_a_storm(people: Cast, settings: Any) -> None:
    settings.ESCALATIONS_STORM_FLOOR = 5
    storm(people)
    assert sweep(now=MONDAY).hold is None


def test_a_factor_of_nothing_keeps_nothing_back(people: Cast, settings: Any) -> None:
    settings.ESCALATIONS_STORM_FACTOR = 0
    storm(people)
    assert sweep(now=MONDAY).hold is None


def test_what_is_older_than_a_fortnight_is_not_usual(people: Cast) -> None:
    Sweep.objects.update(noticed=100, finished_at=MONDAY - timedelta(days=15))
    storm(people)
    assert sweep(now=MONDAY).hold is not None


def test_small_batches_are_kept_back_as_one_storm(people: Cast, settings: Any) -> None:
    settings.ESCALATIONS_BATCH = 1
    storm(people)
    sweep(now=MONDAY)
    hold = open_hold()
    assert (states(), kept_back(hold).notices) == (["kept_back"] * 5, 5)


def test_confirmed_everybody_is_told_once(people: Cast, administrator: Any, mail_server: MailServer) -> None:
    storm(people)
    sweep(now=MONDAY)
    confirm(administrator)
    sweep(now=MONDAY)
    send_waiting(clock=timezone.now)
    assert (states(), len(mail_server.wait_for(5))) == (["sent"] * 5, 5)
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}


def test_what_was_done_while_it_was_kept_back_is_left_out(
    people: Cast, administrator: Any, mail_server: MailServer
) -> None:
    storm(people)
    sweep(now=MONDAY)
    done = PromisedDate.objects.earliest("reference")
    PromisedDate.objects.filter(pk=done.pk).update(done=True)
    confirm(administrator)
    send_waiting(clock=timezone.now)
    assert states() == ["sent"] * 4 + ["superseded"]


def test_confirming_twice_changes_nothing(people: Cast, administrator: Any) -> None:
    storm(people)
    sweep(now=MONDAY)
    confirm(administrator)
    with pytest.raises(HoldConfirmed):
        confirm_hold(hold=Hold.objects.get(), by=people.manager, now=MONDAY + timedelta(hours=1))
    hold = Hold.objects.get()
    assert (hold.confirmed_by, hold.confirmed_at, hold.notices) == (administrator, MONDAY, 5)
    assert TrailEntry.objects.filter(action="escalations.hold_confirmed").count() == 1


def test_confirming_is_kept_in_the_trail(people: Cast, administrator: Any) -> None:
    storm(people)
    sweep(now=MONDAY)
    confirm(administrator)
    entry = TrailEntry.objects.get(action="escalations.hold_confirmed")
    assert (entry.actor, entry.facts) == (administrator, {"notices": 5, "mails": 5, "usual": 2})


def test_what_was_confirmed_is_usual_for_a_fortnight(people: Cast, administrator: Any) -> None:
    storm(people)
    sweep(now=MONDAY)
    confirm(administrator)
    storm(people, 9)
    assert sweep(now=MONDAY).hold is None


def test_a_storm_that_was_left_is_not_usual_and_the_next_joins_it(people: Cast) -> None:
    storm(people)
    sweep(now=MONDAY)
    storm(people, 6)
    sweep(now=MONDAY + timedelta(minutes=5))
    assert (Hold.objects.count(), kept_back(open_hold()).notices) == (1, 11)


def test_what_is_usual_goes_on_while_a_storm_is_kept_back(people: Cast) -> None:
    storm(people)
    sweep(now=MONDAY)
    promise(people)
    sweep(now=MONDAY + timedelta(minutes=5))
    assert states() == ["kept_back"] * 5 + ["waiting"]


def test_nobody_above_is_told_of_what_is_kept_back_from_those_below(people: Cast, administrator: Any) -> None:
    storm(people)
    sweep(now=MONDAY)
    later = END_OF_FRIDAY + timedelta(days=6)
    sweep(now=later)
    assert set(Episode.objects.values_list("position", flat=True)) == {1}
    confirm(administrator)
    sweep(now=later)
    assert set(Episode.objects.values_list("position", flat=True)) == {2}


def test_the_tick_costs_nothing_more_while_a_storm_is_kept_back(people: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            sweep(now=MONDAY)
        return len(queries)

    before = statements()
    storm(people)
    sweep(now=MONDAY)
    assert statements() == before


def test_there_is_one_hold_at_a_time(people: Cast) -> None:
    Hold.objects.create(found_at=MONDAY, usual=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(found_at=MONDAY, usual=1)


def test_a_confirmed_hold_says_who_and_when(people: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(found_at=MONDAY, usual=1, confirmed_at=MONDAY)


def test_the_page_shows_the_counts_and_the_press_sends(people: Cast, administrator: Any) -> None:
    storm(people)
    sweep(now=MONDAY)
    client, send = signed_in(administrator), reverse("hold_send", args=[open_hold().pk])
    assert "5 alerts in 5 mails" in client.get(reverse("sent")).content.decode()
    answers = [client.post(send, follow=True).content.decode() for _ in range(2)]
    assert ("on their way" in answers[0], "sent before" in answers[1]) == (True, True)
    assert states() == ["waiting"] * 5


def test_sending_is_missing_for_everybody_else(people: Cast) -> None:
    storm(people)
    sweep(now=MONDAY)
    assert signed_in(people.manager).post(reverse("hold_send", args=[open_hold().pk])).status_code == 404
    assert states() == ["kept_back"] * 5


def test_the_administrator_hears_of_it_on_every_page_on_today_and_at_healthz(people: Cast, administrator: Any) -> None:
    storm(people)
    sweep(now=MONDAY)
    today = signed_in(administrator).get("/").content.decode()
    assert ("Far more alerts than usual" in today, "5 alerts in 5 mails are kept back" in today) == (True, True)
    assert "Far more alerts than usual" not in signed_in(people.manager).get("/").content.decode()
    assert health.check_all(now=MONDAY)["held"] == "more alerts than usual are kept back"
