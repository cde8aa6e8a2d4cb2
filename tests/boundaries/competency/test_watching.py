"""A skill that runs out is to be renewed: told of by a ladder, once for each rung, and ended by what renews it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from boundaries.competency import commands
from boundaries.competency.enums import RENEWAL_KIND, EvidenceKind, WithdrawnBecause
from boundaries.competency.obligations import RENEWAL, skills_open_to
from boundaries.models import CompetencyDeadline, CompetencyEvidence
from boundaries.tasks import watch_competency as task
from tests.conftest import MailServer
from tests.factories.competency import DAY, SKILL, competent, record
from tests.factories.people import PersonFactory, SupervisionLineFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import acknowledge, start_kind, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.outbox.commands import send_waiting

TODAY = NOON.date()
# Twelve months after this the role-play runs out: a week from now.
IN_A_WEEK = TODAY - 358 * DAY


@pytest.fixture
def watched(competency):
    """The shipped ladders, and a sweep that has begun with skills to renew."""
    load_shipped(now=NOON - DAY)
    start_kind(kind=RENEWAL_KIND, by=None, now=NOON - DAY)
    return competency


def renew(person, by, *, on=TODAY, now=NOON, **changes):
    said = {"kind": EvidenceKind.ROLE_PLAY, "is_refresh": True, "took_place_on": on} | changes
    return record(person, by, now=now, **said)


def told():
    rows = Notice.objects.filter(episode__obligation_kind=RENEWAL_KIND)
    return list(rows.order_by("pk").values_list("recipient__full_name", "position"))


def states():
    return sorted(CompetencyDeadline.objects.values_list("state", flat=True))


def test_what_runs_out_within_90_days_is_asked_until_its_last_day(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    row = CompetencyDeadline.objects.get()
    assert (row.person, row.skill_code, row.responsible) == (watched.worker, SKILL, watched.supervisor)
    assert (row.lasts_until, row.due_at > NOON + 7 * DAY) == (TODAY + 7 * DAY, True)


def test_what_lasts_longer_or_was_never_there_is_not_asked(watched):
    competent(watched.worker, watched.supervisor, on=TODAY - 30 * DAY)
    record(watched.peer, watched.manager)
    commands.watch_competency(now=NOON)
    assert not CompetencyDeadline.objects.exists()


def test_asking_again_late_and_twice_changes_nothing(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    before = CompetencyDeadline.objects.values_list("pk", "due_at", "asked_at").get()
    for now in (NOON, NOON, NOON + 3 * DAY):
        commands.watch_competency(now=now)
    assert CompetencyDeadline.objects.values_list("pk", "due_at", "asked_at").get() == before


def test_the_job_asks_for_what_nobody_touched(watched):
    competent(watched.worker, watched.supervisor, on=TODAY - 200 * DAY)
    assert commands.watch_competency(now=NOON) == 0
    assert commands.watch_competency(now=NOON + 100 * DAY) == 1
    task()


def test_a_new_policy_makes_nobody_late(watched):
    """What was past when it was noticed is due ten working days later."""
    competent(watched.worker, watched.supervisor, on=TODAY - 500 * DAY)
    row = CompetencyDeadline.objects.get()
    assert (row.lasts_until < TODAY, row.due_at) == (True, NOON.replace(hour=0) + 15 * DAY)


def test_each_rung_tells_somebody_once_and_the_next_waits_for_whoever_acknowledged(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    for days in (0, 0, 1, 8, 8):
        sweep(now=NOON + days * DAY)
    assert told() == [(watched.worker.full_name, 0), (watched.supervisor.full_name, 1)]
    assert CompetencyDeadline.objects.get().ran_out_at == NOON + 8 * DAY
    acknowledge(episodes=Episode.objects.not_closed(), by=watched.supervisor, now=NOON + 11 * DAY)
    sweep(now=NOON + 14 * DAY - timedelta(hours=6))
    assert len(told()) == 2
    sweep(now=NOON + 15 * DAY)
    assert told()[2:] == [(watched.manager.full_name, 2)]


def test_renewing_it_ends_what_was_told(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    sweep(now=NOON)
    renew(watched.worker, watched.supervisor)
    episode = Episode.objects.get()
    assert (states(), episode.state, episode.closed_because) == (["met"], "closed", "done")


def test_a_refresh_without_its_check_leaves_it_asked(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    renew(watched.worker, watched.supervisor, check_passed=False)
    assert states() == ["waits"]


def test_withdrawing_what_renewed_it_asks_again(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    found = renew(watched.worker, watched.supervisor)
    commands.withdraw_evidence(evidence=found, because=WithdrawnBecause.NOT_HELD, by=watched.supervisor, now=NOON)
    assert states() == ["met", "waits"]


def test_a_skill_that_is_no_longer_there_is_not_asked_any_more(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    sweep(now=NOON)
    found = CompetencyEvidence.objects.get(kind="role_play")
    commands.withdraw_evidence(evidence=found, because=WithdrawnBecause.NOT_HELD, by=watched.supervisor, now=NOON)
    assert (states(), Episode.objects.get().closed_because) == (["not_asked"], "not_needed")


def test_a_renewal_for_less_than_90_days_asks_for_the_next(watched):
    competent(watched.worker, watched.supervisor, on=TODAY - 700 * DAY)
    renew(watched.worker, watched.supervisor, on=TODAY, is_refresh=False)
    assert states() == ["met", "waits"]
    assert CompetencyDeadline.objects.waiting().get().lasts_until == TODAY + 30 * DAY


def test_who_left_is_asked_no_more(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    watched.worker.left_on = TODAY
    watched.worker.save()
    commands.watch_competency(now=NOON + DAY)
    assert states() == ["not_asked"]


def test_another_supervisor_hears_of_it_by_the_same_day(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    before, new = CompetencyDeadline.objects.get(), PersonFactory()
    watched.worker.supervised_by.update(ends_on=TODAY)
    SupervisionLineFactory(worker=watched.worker, supervisor=new, starts_on=TODAY + DAY)
    commands.watch_competency(now=NOON + DAY)
    row = CompetencyDeadline.objects.waiting().get()
    assert (row.responsible, row.due_at, states()) == (new, before.due_at, ["not_asked", "waits"])


def test_somebody_without_anybody_above_is_asked_all_the_same(watched):
    competent(watched.stranger, watched.manager, on=IN_A_WEEK)
    assert CompetencyDeadline.objects.get().responsible == watched.stranger


def test_the_job_leaves_counts_in_the_trail_and_no_name(watched):
    competent(watched.worker, watched.supervisor, on=TODAY - 200 * DAY)
    commands.watch_competency(now=NOON + 100 * DAY)
    entry = TrailEntry.objects.get(action="skills asked to be renewed")
    assert entry.facts == {"asked": 1, "ended": 0}


def test_the_job_asks_as_often_for_many_as_for_one(watched):
    def counted():
        with CaptureQueriesContext(connection) as asked:
            commands.watch_competency(now=NOON + 100 * DAY)
        return len(asked)

    competent(watched.worker, watched.supervisor, on=TODAY - 200 * DAY)
    first = counted()
    for _ in range(5):
        competent(PersonFactory(), watched.manager, on=TODAY - 200 * DAY)
    assert (counted(), CompetencyDeadline.objects.count()) == (first, 6)


def test_a_claim_takes_what_is_due_in_one_statement(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    now = NOON + 10 * DAY
    expected = sorted(RENEWAL.due(now))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute(*RENEWAL.claim(now, 1000))
        assert (sorted(cursor.fetchall()), len(asked)) == (expected, 1)


def test_a_mail_names_neither_the_person_nor_the_skill(watched, mail_server: MailServer):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    row, late = CompetencyDeadline.objects.get(), NOON + 8 * DAY
    sweep(now=late)
    send_waiting(clock=lambda: late)
    said = " ".join(str(message) for message in mail_server.wait_for(1))
    assert row.reference in said
    assert [word in said for word in (watched.worker.full_name, SKILL, "De-escalation")] == [False] * 3


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("what_waits_no_more_says_since_when_and_is_not_swept", {"state": "met"}),
        ("what_waits_no_more_says_since_when_and_is_not_swept", {"ended_at": NOON}),
        ("what_waits_no_more_says_since_when_and_is_not_swept", {"state": "not_asked", "ended_at": NOON}),
    ],
)
def test_what_waits_no_more_says_since_when_and_is_not_swept(watched, sentence, changes):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        CompetencyDeadline.objects.update(**changes)


def test_a_skill_of_a_person_waits_once(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    row = CompetencyDeadline.objects.get()
    row.pk, row.reference, row._state.adding = None, "AAAAA-AAAAA", True
    with pytest.raises(IntegrityError, match="a_skill_of_a_person_waits_once"), transaction.atomic():
        row.save(force_insert=True)


# Today, and the page that an alert leads to.


def test_today_shows_what_runs_out_to_its_person_and_to_whoever_supervises_them(watched, client):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    CompetencyDeadline.objects.update(reminder_at=NOON - timedelta(days=400))
    for who, says in ((watched.worker, "Skills to renew"), (watched.supervisor, "Skills of others to renew")):
        client.force_login(who)
        assert says in client.get("/").text


def test_it_is_open_to_its_person_and_whoever_stands_above(watched):
    competent(watched.worker, watched.supervisor, on=IN_A_WEEK)
    key = CompetencyDeadline.objects.get().pk
    seen = [
        skills_open_to(one, [key], on=TODAY)
        for one in (watched.worker, watched.supervisor, watched.manager, watched.peer, watched.governance)
    ]
    assert seen == [{key}, {key}, {key}, set(), set()]
