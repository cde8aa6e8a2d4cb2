"""What is worked out of strain, from facts alone, and written once."""

from datetime import timedelta

import pytest

from governance.models import StrainAssociation, StrainMonth, TeamMonth
from governance.together.filling import compute_strain
from tests.factories.people import ServiceFactory, TeamFactory
from tests.governance.measures.conftest import SUMMER

from .conftest import APRIL, month


def of(team, back=0):
    return StrainMonth.objects.get(team=team, month=month(back))


def test_a_team_above_its_own_usual_in_what_is_known_is_strained(place):
    place.figures(place.team, strained=(2,))
    compute_strain(now=SUMMER)
    found = of(place.team, 2)
    assert (found.index, found.sickness, found.workload) == (3.0, 3.0, 3.0)
    assert (found.supervision_missed, found.drift_signs) == (None, None)
    assert of(place.team, 8).index < 1


def test_three_of_five_components_are_needed(place):
    place.figures(place.team)
    TeamMonth.objects.filter(figure="overtime_hours").delete()
    compute_strain(now=SUMMER)
    assert (of(place.team).index, of(place.team).sickness is not None) == (None, True)


def test_eight_months_before_are_needed(place):
    place.figures(place.team)
    compute_strain(now=SUMMER)
    first = StrainMonth.objects.filter(team=place.team, sickness__isnull=False).earliest("month")
    assert first.month == month(23 - 8)


def test_a_month_that_is_not_settled_has_no_strain(place):
    place.figures(place.team)
    compute_strain(now=SUMMER)
    assert StrainMonth.objects.latest("month").month == APRIL
    compute_strain(now=SUMMER - timedelta(days=14))
    assert StrainMonth.objects.latest("month").month == month(1)


@pytest.mark.parametrize("few", [{"headcount": 9}, {"sickness_available": 326, "sickness_lost": 16}])
def test_nothing_is_kept_of_a_team_that_is_too_small(place, few):
    place.figures(place.team, **few)
    compute_strain(now=SUMMER)
    found = of(place.team)
    assert (found.is_hidden, found.index, found.sickness) == (True, None, None)
    wider = StrainMonth.objects.filter(team=None, month=APRIL)
    assert {(row.is_hidden, row.index) for row in wider} == {(True, None)}


def test_a_service_is_the_mean_of_its_teams_that_are_shown(place):
    small, large = place.teams(2)
    place.figures(place.team, strained=(2,))
    place.figures(large)
    place.figures(small, strained=(2,), headcount=9)
    compute_strain(now=SUMMER)
    service = StrainMonth.objects.get(service=place.service, month=month(2))
    assert service.teams == 2
    assert service.index == pytest.approx((3.0 + of(large, 2).index) / 2)


def test_a_second_run_writes_nothing(place):
    place.figures(place.team, strained=(2,))
    compute_strain(now=SUMMER)
    stamps = [
        list(model.objects.order_by("pk").values_list("pk", "computed_at"))
        for model in (StrainMonth, StrainAssociation)
    ]
    compute_strain(now=SUMMER + timedelta(hours=1))
    again = [
        list(model.objects.order_by("pk").values_list("pk", "computed_at"))
        for model in (StrainMonth, StrainAssociation)
    ]
    assert again == stamps


def test_what_changed_is_written_again_and_what_is_gone_goes(place):
    other = TeamFactory(name="Other", service=place.service)
    place.figures(place.team)
    place.figures(other)
    compute_strain(now=SUMMER)
    TeamMonth.objects.filter(team=other).delete()
    TeamMonth.objects.filter(team=place.team, month=APRIL, figure="sickness_lost").update(value=90)
    compute_strain(now=SUMMER + timedelta(hours=1))
    assert not StrainMonth.objects.filter(team=other).exists()
    changed = StrainMonth.objects.filter(team=place.team, computed_at=SUMMER + timedelta(hours=1))
    assert [row.month for row in changed] == [APRIL]


def test_five_teams_with_decisions_are_compared_with_each_other(place):
    """Teams strained at different times, each with more decisions in its own months of strain."""
    for number, team in enumerate(place.teams(6)):
        strained = tuple(range(number, number + 3))
        place.figures(team, strained=strained, months=40)
        place.decisions(team, [9 if back in strained else back % 2 for back in reversed(range(24))])
    compute_strain(now=SUMMER)
    found = StrainAssociation.objects.get(service=None)
    assert (found.lacking, found.p <= 0.05, found.teams_in_agreement, found.teams_compared) == ("", True, 6, 6)
    assert found.rate_ratio_low > 1
    assert StrainAssociation.objects.get(service=place.service).p == found.p


def test_with_too_little_the_row_says_what_is_lacking(place):
    for team in place.teams(4):
        place.figures(team)
        place.decisions(team, [1] * 24)
    elsewhere = ServiceFactory(name="Far away")
    TeamFactory(service=elsewhere)
    compute_strain(now=SUMMER)
    assert StrainAssociation.objects.get(service=None).lacking == "teams,months,decisions by team"
    assert StrainAssociation.objects.get(service=elsewhere).teams == 0


def test_only_what_goes_in_makes_it_work_the_association_out_again(place):
    for team in place.teams(5):
        place.figures(team)
        place.decisions(team, [2] * 24)
    compute_strain(now=SUMMER)
    first = StrainAssociation.objects.get(service=None)
    TeamMonth.objects.filter(figure="overtime_hours", month=APRIL).update(value=70)
    compute_strain(now=SUMMER + timedelta(hours=1))
    again = StrainAssociation.objects.get(service=None)
    assert (again.pk, again.inputs_sha256 != first.inputs_sha256, again.computed_at > first.computed_at) == (
        first.pk,
        True,
        True,
    )
