"""What runs out about an action is told once, in order, to its owner first, and ends with what is done."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.action_log import DUE_AT, NOON, done, hand_in, look_of, open_one
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.action_log import commands
from workforce_assurance.action_log.models import Deadline, Evidence
from workforce_assurance.action_log.obligations import KINDS
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.auditing import broken_promises
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.letters import Group, why_you
from workforce_assurance.escalations.models import Episode, LadderVersion, Notice
from workforce_assurance.escalations.registry import OBLIGATIONS

pytestmark = pytest.mark.django_db

# Two working days before a Monday.
REMINDED = datetime(2027, 3, 11, 8, tzinfo=UTC)


@pytest.fixture
def action():
    """With the shipped ladders, and nothing older for the first sweep to find."""
    OrganisationFactory()
    load_shipped(now=NOON)
    sweep(now=NOON)
    manager, checker = PersonFactory(), PersonFactory()
    owner = PersonFactory(team=TeamFactory(manager=manager), receives_supervision=False)
    return open_one(owner=owner, by=checker)


def come_back(action, on, *, now):
    team = action.team_id
    return commands.theme_came_back(codes=["handover"], team_id=team, happened_on=on, by=action.checker, now=now)


def episodes(kind="action_log.action"):
    return Episode.objects.filter(obligation_kind=kind)


def told(kind="action_log.action"):
    return list(Notice.objects.filter(episode__in=episodes(kind)).order_by("id").values_list("position", "recipient"))


def test_the_owner_is_reminded_then_told_then_whoever_checks_it_then_a_manager(action):
    manager = action.team.manager
    for now in (REMINDED, DUE_AT, DUE_AT + timedelta(days=3), DUE_AT + timedelta(days=13)):
        sweep(now=now)
        sweep(now=now)
    people = [action.owner.pk, action.owner.pk, action.checker.pk, manager.pk]
    assert told() == list(enumerate(people))
    assert Deadline.objects.get().ran_out_at == DUE_AT
    # No mail leaves here, so that alone is said to be unfinished.
    broken = {one.promise for one in broken_promises(now=DUE_AT + timedelta(days=13))}
    assert broken == {"A notice has not ended after 24 hours"}


def test_handing_in_ends_it_and_the_check_has_a_clock_of_its_own(action):
    sweep(now=DUE_AT)
    hand_in(action, now=DUE_AT + timedelta(hours=1))
    assert episodes().values_list("state", "closed_because").get() == ("closed", "done")
    due = Evidence.objects.get().due_at
    sweep(now=due)
    assert told("action_log.check") == [(1, action.checker.pk)]
    commands.check_evidence(action=action, by=action.checker, now=due)
    assert episodes("action_log.check").get().state == "closed"


def test_what_is_given_back_for_the_same_date_is_told_of_again(action):
    sweep(now=REMINDED)
    hand_in(action, now=REMINDED)
    commands.refuse_evidence(
        action=action, because="partly", due_on=action.due_on, by=action.checker, now=REMINDED + timedelta(hours=1)
    )
    sweep(now=DUE_AT)
    assert list(episodes().order_by("opened_at").values_list("state", flat=True)) == ["closed", "open"]


def test_an_extension_ends_it_and_the_new_date_is_told_of(action):
    sweep(now=DUE_AT)
    later = action.due_on + timedelta(days=14)
    commands.extend_action(action=action, due_on=later, reason="larger", by=action.checker, now=DUE_AT)
    assert episodes().get().closed_because == "moved"
    sweep(now=Deadline.objects.waiting().get().due_at)
    assert episodes().filter(state="open").count() == 1


def test_a_look_is_reminded_of_when_it_opens_and_ends_with_a_decision(action):
    done(action)
    look = look_of(action)
    assert look.reminder_at.date() == look.opens_on
    sweep(now=look.reminder_at)
    sweep(now=look.due_at)
    assert told("action_log.look") == [(0, action.owner.pk), (1, action.owner.pk)]
    commands.look_at_action(action=action, decision="keep", by=action.owner, now=look.due_at)
    assert episodes("action_log.look").get().closed_because == "done"


def test_a_theme_that_comes_back_is_told_at_once_and_climbs_from_there(action):
    at = NOON + timedelta(days=30)
    action = done(open_one(owner=action.owner, by=action.checker, theme="handover"))
    come_back(action, at.date(), now=at)
    sweep(now=at + timedelta(minutes=5))
    assert told("action_log.look") == [(0, action.owner.pk)]
    sweep(now=look_of(action).due_at)
    assert told("action_log.look")[1:] == [(1, action.owner.pk)]
    commands.look_at_action(action=action, decision="adapt", by=action.owner, now=look_of(action).due_at)
    assert episodes("action_log.look").get().closed_because == "done"


def test_a_cancelled_action_is_told_of_no_more(action):
    sweep(now=REMINDED)
    commands.cancel_action(action=action, reason="duplicate", by=action.checker, now=REMINDED)
    sweep(now=DUE_AT)
    assert (episodes().get().closed_because, len(told())) == ("not_needed", 1)


def test_every_kind_has_a_ladder_of_its_own(action):
    published = LadderVersion.objects.filter(state="published").values_list("obligation_kind", flat=True)
    assert {kind.kind for kind in KINDS} <= set(published)


def test_a_claim_is_one_statement_whatever_the_number(action):
    for number in (1, 3):
        while Deadline.objects.filter(next_check__isnull=False).count() < number:
            open_one(owner=action.owner, by=action.checker)
        with CaptureQueriesContext(connection) as statements, connection.cursor() as cursor:
            cursor.execute(*KINDS[0].claim(DUE_AT, 100))
            claimed = cursor.fetchall()
        assert (len(claimed), len(statements)) == (number, 1)


def test_a_ladder_that_reminds_earlier_moves_the_reminders(action):
    assert commands.move_reminders(Deadline)(working_days=5, now=NOON) == 1
    assert Deadline.objects.get().reminder_at == datetime(2027, 3, 8, 8, tzinfo=UTC)


def test_its_page_is_the_action_s(action):
    assert KINDS[0].page(Deadline.objects.get().pk) == f"/actions/{action.pk}/"


def test_an_alert_leads_to_the_action_for_whoever_may_open_it(action):
    key = Deadline.objects.get().pk
    assert KINDS[0].open_to(action.checker, [key], on=NOON.date()) == {key}
    assert KINDS[0].open_to(PersonFactory(), [key], on=NOON.date()) == set()


def test_whoever_stands_above_is_told_of_a_check_that_waits(action):
    manager = PersonFactory()
    checker = PersonFactory(team=TeamFactory(manager=manager))
    commands.hand_over_check(action=action, to=checker, reason="placed", by=action.checker, now=NOON)
    hand_in(action)
    due = Evidence.objects.get().due_at
    sweep(now=due)
    sweep(now=due + timedelta(days=4))
    assert told("action_log.check") == [(1, checker.pk), (2, manager.pk)]


def test_the_mail_says_why_in_words_of_actions(action):
    assert OBLIGATIONS["action_log.action"].responsible == "whoever checks it"
    group = Group("action", "actions", 2, "supervisor", "supervisor", 1, past=True, why_responsible="you check it")
    assert why_you([group]) == ["you check it"]
