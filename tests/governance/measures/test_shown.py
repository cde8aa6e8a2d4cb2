"""No subtraction over what is shown of a month gives a hidden number away."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from governance.measures.enums import MeasureKind, Small
from governance.measures.shown import ORGANISATION, Cell, Place, hidden_of, places_of
from workforce_assurance.common.disclosure import Hidden, Sum, ranges_of

COUNT, PROPORTION = MeasureKind.COUNT, MeasureKind.PROPORTION


def team(number):
    return UUID(int=number)


def service(number):
    return UUID(int=100 + number)


def hidden(cells, services, kind=COUNT, small=Small.COUNT, smallest=5):
    teams = {team(n): Cell(*cell) if isinstance(cell, tuple) else Cell(cell, None) for n, cell in enumerate(cells)}
    service_of = {team(n): service(of) for n, of in enumerate(services)}
    places = places_of(teams, service_of)
    return places, hidden_of(places, service_of, kind=kind, small=small, smallest=smallest), service_of


def test_a_place_counts_what_its_teams_count():
    places, _, _ = hidden([3, 4, 20], [0, 0, 1])
    assert places[ORGANISATION] == Cell(27, None, 3)
    assert places[Place("service", service(0))] == Cell(7, None, 2)


def test_one_small_team_hides_another_beside_it():
    _, found, _ = hidden([3, 8, 20], [0, 0, 0])
    assert found == {Place("team", team(0)): Hidden.SMALL, Place("team", team(1)): Hidden.WITHHELD}


def test_a_service_of_one_small_team_hides_with_it():
    _, found, _ = hidden([3, 20, 30], [0, 1, 2])
    assert Place("service", service(0)) in found
    assert any(place in found for place in (Place("service", service(1)), Place("service", service(2))))


def test_none_at_all_is_shown():
    _, found, _ = hidden([0, 8], [0, 0])
    assert found == {}


def test_a_percentage_is_hidden_where_its_group_is_small_whatever_it_comes_to():
    _, found, _ = hidden([(1, 4), (1, 20), (9, 20)], [0, 0, 0], PROPORTION, Small.GROUP)
    assert Place("team", team(0)) in found
    assert len(found) == 2


def test_all_or_none_of_fewer_than_ten_is_hidden():
    _, found, _ = hidden([(8, 8), (0, 8), (7, 8), (12, 12)], [0, 0, 0, 0], PROPORTION, Small.GROUP)
    assert set(found) == {Place("team", team(0)), Place("team", team(1))}


def test_where_few_that_are_counted_matter_too_so_do_few_that_are_not():
    _, found, _ = hidden([(2, 20), (18, 20), (10, 20)], [0, 0, 0], PROPORTION, Small.COUNT)
    assert {Place("team", team(0)), Place("team", team(1))} <= set(found)


def test_all_or_none_of_a_large_service_is_shown_with_its_teams():
    _, found, _ = hidden([(0, 8), (0, 8), (3, 8), (9, 16)], [0, 0, 1, 1], PROPORTION, Small.GROUP)
    assert found == {}


def test_teams_with_one_each_take_no_total_away():
    _, found, _ = hidden([1, 1, 1, 1, 1, 0, 20], [0, 0, 0, 0, 0, 0, 1])
    assert {place.kind for place in found} == {"team"}


CELLS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), min_size=1, max_size=12)


@given(CELLS, st.integers(3, 12))
def test_nobody_can_work_out_a_hidden_count(cells, smallest):
    places, found, service_of = hidden([count for count, _ in cells], [of for _, of in cells], smallest=smallest)
    teams = {}
    for place in places:
        if place.kind == "team":
            teams.setdefault(Place("service", service_of[place.key]), []).append(place)
    sums = [Sum(ORGANISATION, tuple(teams)), *(Sum(one, tuple(parts)) for one, parts in teams.items())]
    counts = {place: int(cell.numerator) for place, cell in places.items()}
    ranges = ranges_of(counts, sums, found, smallest=smallest, at_most={})
    assert all(low < high for low, high in (ranges[place] for place in found))
    assert all(place in found for place, count in counts.items() if 0 < count < smallest)


def test_parts_of_days_add_up_before_anything_is_hidden():
    """Half days: rounded at each place they would not, and what follows from them would never come to an end."""
    cells = [(12.5, 340.5), (12.5, 340.5), (0.5, 340.5), (3.5, 12.5)]
    _, found, _ = hidden(cells, [0, 0, 1, 1], PROPORTION, Small.GROUP, smallest=331)
    assert Place("team", team(3)) in found
