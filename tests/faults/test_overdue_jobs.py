"""Late debriefs and overdue actions are told of once: twice, late, beside itself, and whoever is killed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from debriefs.enums import DEBRIEF_KIND
from debriefs.models import Debrief
from tests.factories.action_log import done, hand_in, open_one
from tests.factories.debriefs import log
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.faults.killing import Senders, kill_while_sending, nothing_was_lost
from tests.faults.killing import accepted as accepted  # noqa: PLC0414
from tests.faults.killing import senders as senders  # noqa: PLC0414
from workforce_assurance.action_log.enums import ACTION_KIND, CHECK_KIND, LOOK_KIND
from workforce_assurance.action_log.models import Deadline, Evidence, Look
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.outbox.models import Mail

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

EACH = 150
KILLS = 12
# Long after everything that the factories make has run out.
A_YEAR_LATE = timezone.now() + timedelta(days=800)
KINDS = {
    ACTION_KIND: (Deadline, open_one),
    CHECK_KIND: (Evidence, lambda: hand_in(open_one())),
    LOOK_KIND: (Look, lambda: done(open_one())),
    DEBRIEF_KIND: (Debrief, lambda: log(PersonFactory(), TeamFactory(manager=PersonFactory()))),
}


def claim(kind: str, using: Any = connection) -> set[Any]:
    with using.cursor() as cursor:
        cursor.execute(*OBLIGATIONS[kind].claim(A_YEAR_LATE, 100))
        return {row[0] for row in cursor.fetchall()}


def make_two(kind: str) -> set[Any]:
    model, make = KINDS[kind]
    make()
    make()
    made = set(model.objects.filter(next_check__isnull=False).values_list("pk", flat=True))
    assert len(made) >= 2
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_however_late_each_is_claimed_once(kind: str) -> None:
    waiting = make_two(kind)
    assert (claim(kind), claim(kind)) == (waiting, set())


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_sweep_beside_it_holds_is_left_to_that(kind: str) -> None:
    held, *others = make_two(kind)
    beside = connection.copy()
    try:
        with transaction.atomic():
            KINDS[kind][0].objects.select_for_update(of=("self",)).get(pk=held)
            assert claim(kind, beside) == set(others)
    finally:
        beside.close()


@pytest.mark.slow
def test_twelve_kills_lose_no_late_debrief_and_no_overdue_action(
    senders: Senders, accepted: Path, settings: Any
) -> None:
    settings.ESCALATIONS_STORM_FACTOR = 0
    now = timezone.now()
    OrganisationFactory()
    load_shipped(now=now - timedelta(days=30))
    for kind in (ACTION_KIND, DEBRIEF_KIND):
        start_kind(kind=kind, by=None, now=now - timedelta(days=30))
    reporter, checker = PersonFactory(), PersonFactory()
    for _ in range(EACH):
        log(reporter, TeamFactory(manager=PersonFactory()), now=now - timedelta(hours=24))
        open_one(by=checker, now=now - timedelta(days=20), due_on=timezone.localdate(now) - timedelta(days=1))
    sweep(now=now)
    assert Mail.objects.filter(kind="escalations.alert").count() == 2 * EACH
    kill_while_sending(senders, accepted, mails=2 * EACH, kills=KILLS)
    # Whoever answers for the teams hears of what was logged too.
    assert set(Mail.objects.values_list("state", flat=True)) == {Mail.State.SENT}
    nothing_was_lost(accepted, mails=Mail.objects.count(), kills=KILLS)
