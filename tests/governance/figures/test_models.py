"""What the database holds true of imported figures, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.models import FigureChange, FigureImport, FigureMapping, TeamMonth
from tests.factories.figures import STAFF, bring_in, received
from tests.factories.supervision import NOON


def refused(sentence, change, **more):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        change(**more)


def test_a_team_has_one_figure_of_a_kind_in_a_month(house):
    upload = bring_in(STAFF, house.governance)
    more = {"figure": "headcount", "team": house.team, "month": date(2027, 1, 1), "value": 3, "brought_by": upload}
    refused("a_team_has_one_figure_of_a_kind_in_a_month", TeamMonth.objects.create, **more)


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("no_figure_is_below_0", {"value": -1}),
        ("a_figure_of_a_month_stands_on_its_first_day", {"month": date(2026, 1, 2)}),
        ("what_is_counted_has_no_parts", {"value": "1.5"}),
    ],
)
def test_a_figure_is_one_that_can_be(house, sentence, change):
    bring_in(STAFF, house.governance)
    row = TeamMonth.objects.first()
    refused(sentence, TeamMonth.objects.filter(pk=row.pk).update, **change)


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("figures_say_who_brought_them_in_and_when", {"brought_in_at": None}),
        ("figures_say_who_took_them_back_and_when", {"taken_back_at": NOON}),
        ("figures_say_who_took_them_back_and_when", {"state": "taken_back"}),
        ("a_file_is_kept_until_it_is_brought_in", {"content": b"x"}),
    ],
)
def test_an_import_says_what_happened_to_it(house, sentence, change):
    bring_in(STAFF, house.governance)
    refused(sentence, FigureImport.objects.update, **change)


def test_what_waits_was_brought_in_by_nobody(house):
    received(STAFF, house.governance)
    more = {"brought_in_at": NOON, "brought_in_by": house.governance}
    refused("figures_say_who_brought_them_in_and_when", FigureImport.objects.update, **more)


def test_an_import_changes_a_figure_once(house):
    upload = bring_in(STAFF, house.governance)
    more = {"of_import": upload, "figure": "headcount", "team": house.team, "month": date(2027, 1, 1), "after": 3}
    refused("an_import_changes_a_figure_once", FigureChange.objects.create, **more)


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("what_a_figure_was_says_which_import_brought_it", {"before": 99}),
        ("an_import_changes_what_differs", {"before": 12, "after": 12}),
    ],
)
def test_a_change_says_what_was_there(house, sentence, change):
    upload = bring_in(STAFF, house.governance)
    if len(change) > 1:
        change = {**change, "before_by": upload}
    refused(sentence, FigureChange.objects.filter(pk=FigureChange.objects.first().pk).update, **change)


def test_a_mapping_says_who_saved_it_and_when(house):
    refused("a_mapping_says_who_saved_it_and_when", FigureMapping.objects.create, kind="staff", saved_at=NOON)
