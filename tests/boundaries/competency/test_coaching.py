"""A coaching goal is opened by whoever supervises somebody, and closed by nothing but somebody else's having seen it."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from boundaries.competency import commands
from boundaries.competency.enums import GOAL_PURPOSE, REOBSERVATION_KIND, GoalCause, WithdrawnBecause
from boundaries.competency.exceptions import (
    AnotherDay,
    NothingLikeIt,
    NotOnThePolicy,
    OwnEvidence,
    OwnGoal,
    SeenAlready,
)
from boundaries.competency.obligations import REOBSERVATION, goals_open_to
from boundaries.models import CoachingGoal, CompetencyEvidence, Reobservation
from boundaries.tasks import watch_goals as task
from tests.conftest import MailServer
from tests.factories.boundaries import answer
from tests.factories.competency import DAY, SKILL, goal, record, see_again, seen
from tests.factories.people import PersonFactory, SupervisionLineFactory
from tests.factories.supervision import NOON
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.outbox.commands import send_waiting

TODAY = NOON.date()
WORD = "quinquereme"


@pytest.fixture
def competency(competency):
    competency.supervisor.manager = competency.manager
    competency.supervisor.save()
    return competency


@pytest.fixture
def swept(competency):
    """The shipped ladders, and a sweep that has begun with what is to be seen again."""
    load_shipped(now=NOON - DAY)
    start_kind(kind=REOBSERVATION_KIND, by=None, now=NOON - DAY)
    return competency


@pytest.fixture
def found(competency):
    return goal(competency.worker, competency.supervisor)


def waiting():
    return Reobservation.objects.waiting().get()


def states():
    return sorted(Reobservation.objects.values_list("state", flat=True))


def refused(sentence, change):
    with pytest.raises((IntegrityError, DatabaseError), match=sentence), transaction.atomic():
        change()


# Opening.


def test_whoever_supervises_is_asked_by_its_day_and_whoever_stands_above_is_told_after(competency, found):
    row = waiting()
    assert (row.asked, row.responsible) == (competency.supervisor, competency.manager)
    assert (found.state, row.due_on) == ("open", TODAY + 14 * DAY)


def test_the_same_opened_form_makes_one(competency):
    once, wanted = uuid.uuid4(), commands.Wanted(competency.worker, SKILL, TODAY + DAY)
    made = {commands.open_goal(wanted=wanted, once=once, by=competency.supervisor, now=NOON).pk for _ in range(2)}
    assert (len(made), CoachingGoal.objects.count(), Reobservation.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        (NotOnThePolicy, {"skill": "juggling"}),
        (AnotherDay, {"within": 0}),
        (AnotherDay, {"within": 366}),
        (NothingLikeIt, {"cause": GoalCause.PROMPT}),
    ],
)
def test_a_goal_that_cannot_be_is_refused(competency, why, changes):
    with pytest.raises(why):
        goal(competency.worker, competency.supervisor, **changes)
    assert not CoachingGoal.objects.exists()


def test_nobody_opens_their_own(competency):
    with pytest.raises(OwnGoal):
        goal(competency.supervisor, competency.supervisor)


def test_what_it_came_from_is_about_the_same_person(competency):
    refresh = {"is_refresh": True, "check_passed": False}
    theirs = record(competency.worker, competency.supervisor, **refresh)
    made = goal(competency.worker, competency.supervisor, cause=GoalCause.UNCHECKED, source=theirs)
    assert made.refresh == theirs
    with pytest.raises(NothingLikeIt):
        goal(competency.peer, competency.manager, cause=GoalCause.UNCHECKED, source=theirs)


# What closes it.


def test_what_is_shown_is_evidence_and_closes_it(competency, found):
    row = see_again(found, competency.supervisor, now=NOON + DAY)
    found.refresh_from_db()
    assert (found.state, found.closed_at, row.state) == ("closed", NOON + DAY, "shown")
    assert (row.evidence.kind, row.evidence.person, row.evidence.check_passed) == ("observed", competency.worker, True)


def test_not_yet_shown_stays_open_until_another_day_and_is_no_evidence(competency, found):
    see_again(found, competency.supervisor, shown=False, now=NOON + DAY)
    found.refresh_from_db()
    assert (found.state, states(), waiting().due_on) == ("open", ["not_yet", "waits"], TODAY + 15 * DAY)
    assert not CompetencyEvidence.objects.exists()


def test_the_same_opened_form_keeps_one_observation(competency, found):
    once, observed = uuid.uuid4(), commands.Observed(True, TODAY, competency.supervisor)
    said = {"goal": found, "observed": observed, "once": once, "by": competency.supervisor, "now": NOON}
    assert commands.observe_again(**said) == commands.observe_again(**said)
    assert CompetencyEvidence.objects.count() == 1


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        (AnotherDay, {"took_place_on": TODAY - DAY}),
        (AnotherDay, {"took_place_on": TODAY + DAY}),
        (AnotherDay, {"shown": False, "next_on": None}),
        (AnotherDay, {"shown": False, "next_on": TODAY}),
    ],
)
def test_an_observation_that_cannot_be_is_refused(competency, found, why, changes):
    with pytest.raises(why):
        see_again(found, competency.supervisor, **changes)
    assert states() == ["waits"]


def test_nobody_sees_themselves_again(competency, found):
    with pytest.raises(OwnEvidence):
        see_again(found, competency.worker)
    with pytest.raises(OwnEvidence):
        see_again(found, competency.supervisor, observed_by=competency.worker)


def test_a_closed_goal_is_seen_no_more(competency, found):
    see_again(found, competency.supervisor)
    with pytest.raises(SeenAlready):
        see_again(found, competency.supervisor)


def test_evidence_by_itself_closes_nothing(competency, found):
    record(competency.worker, competency.supervisor, took_place_on=TODAY)
    found.refresh_from_db()
    assert found.state == "open"


def test_withdrawing_its_evidence_opens_it_again(competency, found):
    row = see_again(found, competency.supervisor)
    said = {"because": WithdrawnBecause.NOT_HELD, "by": competency.supervisor, "now": NOON + DAY}
    commands.withdraw_evidence(evidence=row.evidence, **said)
    found.refresh_from_db()
    assert (found.state, found.closed_at, states()) == ("open", None, ["shown", "waits"])
    see_again(found, competency.supervisor, now=NOON + DAY)
    found.refresh_from_db()
    assert found.state == "closed"


def test_a_goal_in_a_skill_that_is_off_the_policy_can_still_be_closed(competency, found):
    by = {"by": competency.administrator, "now": NOON}
    draft = commands.draft_policy(**by)
    commands.take_out_skill(skill=draft.skills.get(code=SKILL), **by)
    commands.publish_policy(**by)
    assert see_again(found, competency.supervisor).state == "shown"


# By SQL too.


def test_it_closes_only_on_re_observation(found):
    refused("closes only on re-observation", lambda: CoachingGoal.objects.update(state="closed", closed_at=NOON))


def test_it_begins_open(competency, found):
    found.pk, found.once, found.reference = uuid.uuid4(), uuid.uuid4(), "AAAAA-AAAAA"
    found.state, found.closed_at = "closed", NOON
    refused("closes only on re-observation", lambda: found.save(force_insert=True))


def test_it_is_never_edited_nor_thrown_away(competency, found):
    refused("never edited", lambda: CoachingGoal.objects.update(person=competency.peer))
    refused("never edited", lambda: Reobservation.objects.all().delete() and CoachingGoal.objects.all().delete())


def test_what_is_shown_stands_on_observed_practice_after_it_was_opened(competency, found):
    before = commands.record_evidence(
        seen=seen(competency.worker, competency.supervisor, took_place_on=TODAY), once=uuid.uuid4(),
        by=competency.supervisor, now=NOON - DAY / 4,
    )  # fmt: skip
    others = record(competency.peer, competency.supervisor, took_place_on=TODAY)
    answered = {
        "state": "shown", "once": uuid.uuid4(), "took_place_on": TODAY, "observed_by": competency.supervisor,
        "recorded_at": NOON, "recorded_by": competency.supervisor, "next_check": None,
    }  # fmt: skip
    for evidence in (before, others):
        refused(
            "stands on observed practice", lambda one=evidence: Reobservation.objects.update(**answered, evidence=one)
        )


@pytest.mark.parametrize("named", ["observed_by", "recorded_by"])
def test_its_person_neither_observes_nor_records_it(competency, found, named):
    answered = {
        "state": "not_yet", "once": uuid.uuid4(), "took_place_on": TODAY, "observed_by": competency.supervisor,
        "recorded_at": NOON, "recorded_by": competency.supervisor, "next_check": None, named: competency.worker,
    }  # fmt: skip
    refused("somebody else observes it", lambda: Reobservation.objects.update(**answered))


def test_what_was_answered_never_changes(competency, found):
    see_again(found, competency.supervisor, shown=False)
    answered = Reobservation.objects.answered()
    refused("never changes", lambda: answered.update(took_place_on=TODAY - DAY))
    refused("never changes", answered.delete)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("what_was_observed_again_says_when_and_by_whom", {"took_place_on": TODAY}),
        ("an_observation_that_does_not_wait_is_not_swept", {"state": "passed_on"}),
    ],
)
def test_a_row_that_waits_says_nothing_yet(found, sentence, changes):
    refused(sentence, lambda: Reobservation.objects.update(**changes))


def test_what_was_seen_says_when_and_by_whom(competency, found):
    by_one = {"observed_by": competency.supervisor, "recorded_by": competency.supervisor}
    answered = {"state": "not_yet", "took_place_on": TODAY, "recorded_at": NOON, "next_check": None, **by_one}
    refused("what_was_observed_again_says_when_and_by_whom", lambda: Reobservation.objects.update(**answered))


def test_only_what_is_shown_has_evidence(competency, found):
    evidence = record(competency.worker, competency.supervisor)
    refused(
        "what_is_shown_has_its_evidence_and_nothing_else_does", lambda: Reobservation.objects.update(evidence=evidence)
    )


def test_a_goal_waits_for_one_observation(competency, found):
    row = waiting()
    row.pk, row._state.adding = uuid.uuid4(), True
    refused("a_goal_waits_for_one_observation", lambda: row.save(force_insert=True))


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("nobody_opens_their_own_coaching_goal", {"opened_by": "worker"}),
        ("a_coaching_goal_has_what_its_cause_names", {"cause": "review"}),
        ("a_closed_coaching_goal_says_when", {"closed_at": NOON}),
    ],
)
def test_a_goal_that_cannot_be_is_refused_by_sql_too(competency, found, sentence, changes):
    found.pk, found.once, found.reference = uuid.uuid4(), uuid.uuid4(), "AAAAA-AAAAA"
    for name, value in changes.items():
        setattr(found, name, competency.worker if value == "worker" else value)
    refused(sentence, lambda: found.save(force_insert=True))


# By its day, with a ladder.


def test_a_goal_past_its_day_climbs_and_ends_with_what_was_seen(swept):
    made = goal(swept.worker, swept.supervisor, within=7)
    for days in (0, 8, 8, 15):
        sweep(now=NOON + days * DAY)
    rows = Notice.objects.filter(episode__obligation_kind=REOBSERVATION_KIND).order_by("pk")
    assert list(rows.values_list("recipient__full_name", "position")) == [
        (swept.supervisor.full_name, 1), (swept.manager.full_name, 2),
    ]  # fmt: skip
    see_again(made, swept.supervisor, shown=False, now=NOON + 16 * DAY)
    assert set(Episode.objects.values_list("state", "closed_because")) == {("closed", "done")}


def test_another_supervisor_is_asked_by_the_same_day(swept):
    goal(swept.worker, swept.supervisor)
    before, new = waiting(), PersonFactory(manager=swept.manager)
    swept.worker.supervised_by.update(ends_on=TODAY)
    SupervisionLineFactory(worker=swept.worker, supervisor=new, starts_on=TODAY + DAY)
    assert (commands.watch_goals(now=NOON + DAY), commands.watch_goals(now=NOON + DAY)) == (1, 0)
    assert (waiting().asked, waiting().due_on, states()) == (new, before.due_on, ["passed_on", "waits"])


def test_nobody_is_asked_while_the_person_is_in_no_post(swept):
    goal(swept.worker, swept.supervisor)
    swept.worker.left_on = TODAY
    swept.worker.save()
    commands.watch_goals(now=NOON + DAY)
    assert states() == ["passed_on"]
    swept.worker.left_on = None
    swept.worker.save()
    commands.watch_goals(now=NOON + 2 * DAY)
    assert states() == ["passed_on", "waits"]
    task()


def test_the_job_asks_as_often_for_many_as_for_one(swept):
    def counted():
        with CaptureQueriesContext(connection) as asked:
            commands.watch_goals(now=NOON + DAY)
        return len(asked)

    goal(swept.worker, swept.supervisor)
    first = counted()
    for _ in range(5):
        goal(swept.worker, swept.supervisor)
    assert counted() == first


def test_a_claim_takes_what_is_due_in_one_statement(swept):
    goal(swept.worker, swept.supervisor)
    now = NOON + 20 * DAY
    expected = sorted(REOBSERVATION.due(now))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute(*REOBSERVATION.claim(now, 1000))
        assert (sorted(cursor.fetchall()), len(asked), len(expected)) == (expected, 1, 1)


def test_it_is_open_to_whoever_coaches_and_not_to_who_stands_above(swept):
    goal(swept.worker, swept.supervisor)
    key = waiting().pk
    who = (swept.worker, swept.supervisor, swept.manager, swept.governance)
    assert [goals_open_to(one, [key], on=TODAY) for one in who] == [{key}, {key}, set(), set()]


def test_its_words_are_sealed_and_its_mail_names_nobody(swept, mail_server: MailServer, caplog):
    made = goal(swept.worker, swept.supervisor, within=7)
    answer(GOAL_PURPOSE, made.pk, by=swept.supervisor, word=WORD)
    late = NOON + 8 * DAY
    sweep(now=late)
    send_waiting(clock=lambda: late)
    mails = " ".join(str(message) for message in mail_server.wait_for(1))
    trail = " ".join(str(facts) for facts in TrailEntry.objects.values_list("facts", flat=True))
    assert made.reference in mails
    assert [word in mails for word in (WORD, swept.worker.full_name, SKILL)] == [False] * 3
    assert (WORD in caplog.text, WORD in trail, tables_holding(WORD)) == (False, False, set())
