"""What must be true of every action, deadline, evidence, look and theme, kept by the database."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from tests.factories.action_log import NOON, done, hand_in, open_one
from tests.factories.people import PersonFactory
from workforce_assurance.action_log.commands import ship_themes
from workforce_assurance.action_log.models import (
    Action,
    Deadline,
    Evidence,
    HandOver,
    LogSetting,
    Look,
    Theme,
    ThemeList,
)
from workforce_assurance.action_log.shipped import THEMES

pytestmark = pytest.mark.django_db


def breaks(name, change):
    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("nobody_checks_their_own_action", {"checker": F("owner")}),
        ("an_action_by_hand_has_no_source_and_others_have_one", {"source_kind": "supervision.session"}),
        ("a_closed_action_says_when_and_by_whom", {"closed_at": NOON}),
        ("a_cancelled_action_says_why", {"cancelled_because": "duplicate"}),
        ("what_was_handed_in_says_when", {"done_at": NOON}),
        ("an_action_is_due_no_earlier_than_at_first", {"due_on": date(2027, 3, 14)}),
        ("an_action_is_due_after_it_was_opened", {"due_at": NOON}),
        ("the original due date of an action stays", {"original_due_on": date(2027, 3, 1)}),
    ],
)
def test_an_action(name, changes):
    action = open_one()
    breaks(name, lambda: Action.objects.filter(pk=action.pk).update(**changes))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("deadline_that_does_not_wait_says_when_and_by_whom", {"state": "met", "next_check": None}),
        ("deadline_that_does_not_wait_says_when_and_by_whom", {"ended_at": NOON}),
        ("an_extension_or_a_reopening_says_why", {"because": "extended"}),
        ("an_extension_or_a_reopening_says_why", {"reason": "larger"}),
    ],
)
def test_a_deadline(name, changes):
    action = open_one()
    breaks(name, lambda: Deadline.objects.filter(action=action).update(**changes))


def test_a_deadline_that_is_over_is_not_swept():
    action = open_one()
    over = {"state": "met", "ended_at": NOON, "ended_by": action.owner}
    breaks("deadline_that_does_not_wait_is_not_swept", lambda: Deadline.objects.update(**over))


def test_one_deadline_of_an_action_waits():
    deadline = Deadline.objects.get(action=open_one())
    deadline.pk = None
    breaks("one_deadline_of_an_action_waits", lambda: Deadline.objects.bulk_create([deadline]))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("evidence_is_checked_by_another_person", {"state": "met", "ended_by": F("owner")}),
        ("evidence_is_checked_by_another_person", {"state": "met", "ended_by": F("submitted_by")}),
        ("evidence_that_is_given_back_says_why", {"state": "refused", "ended_by": F("about")}),
    ],
)
def test_evidence(name, changes):
    hand_in(open_one())
    breaks(name, lambda: Evidence.objects.update(ended_at=NOON, next_check=None, **changes))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_look_that_was_taken_ends_with_a_decision", {"decision": "keep"}),
        ("a_look_opens_when_what_counts_is_over_or_came_back", {"opens_on": F("closed_on")}),
        ("a_theme_comes_back_after_its_action_was_closed", {"came_back_on": F("closed_on")}),
    ],
)
def test_a_look(name, changes):
    done(open_one())
    breaks(name, lambda: Look.objects.update(**changes))


def test_an_action_is_handed_to_somebody_else():
    action, person = open_one(), PersonFactory()
    row = {"part": "owner", "from_person": person, "to_person": person, "reason": "leaves", "by": person, "at": NOON}
    breaks("an_action_is_handed_to_somebody_else", lambda: HandOver.objects.create(action=action, **row))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("there_is_one_setting_of_the_action_log", {"id": 2}),
        ("an_action_is_looked_at_after_14_to_730_days", {"look_after_days": 13}),
        ("looks_and_checks_have_1_to_60_working_days", {"check_within_working_days": 0}),
    ],
)
def test_the_setting(name, changes):
    breaks(name, lambda: LogSetting.objects.create(**changes))


def test_one_list_of_themes_is_published_and_one_is_a_draft():
    ship_themes(themes=THEMES, now=NOON)
    second = {"state": "published", "published_at": NOON}
    breaks("one_list_of_themes_is_published", lambda: ThemeList.objects.create(number=2, **second))
    ThemeList.objects.create(number=2)
    breaks("one_list_of_themes_is_drafted", lambda: ThemeList.objects.create(number=3))
    breaks("a_published_list_of_themes_says_when", lambda: ThemeList.objects.create(number=4, state="retired"))


def test_a_published_list_of_themes_never_changes():
    listed = ship_themes(themes=THEMES, now=NOON)
    breaks("never changes", lambda: Theme.objects.filter(listed=listed).update(label="Something else"))
    breaks("never changes", lambda: Theme.objects.create(listed=listed, code="new", label="New", position=99))


def test_one_theme_of_a_code_on_a_list():
    listed = ThemeList.objects.create(number=1)
    Theme.objects.create(listed=listed, code="handover", label="Handover", position=1)
    again = {"code": "handover", "label": "Again", "position": 2}
    breaks("one_theme_of_a_code_on_a_list", lambda: Theme.objects.create(listed=listed, **again))
