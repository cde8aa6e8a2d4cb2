"""What is hidden cannot be worked out from what is shown: checked by trying every table that would look the same."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workforce_assurance.common.disclosure import (
    Hidden,
    Sum,
    SumsDoNotAddUp,
    SumsGoInCircles,
    one_sided,
    ranges_of,
    suppress,
)

SMALL, WITHHELD = Hidden.SMALL, Hidden.WITHHELD
SMALLEST = 4
MOST = 9


def line(**parts):
    """Counts of a total and its parts."""
    return {**parts, "all": sum(parts.values())}, [Sum("all", tuple(parts))]


def test_large_counts_and_zeros_are_shown():
    counts, sums = line(a=7, b=0, c=12)
    assert suppress(counts, sums, smallest=5) == {}


def test_one_small_count_takes_the_smallest_of_the_others_with_it():
    counts, sums = line(a=3, b=20, c=9)
    assert suppress(counts, sums, smallest=5) == {"a": SMALL, "c": WITHHELD}


@pytest.mark.parametrize(("a", "b"), [(1, 1), (4, 4)])
def test_two_small_counts_that_their_sum_would_give_away_take_a_third(a, b):
    counts, sums = line(a=a, b=b, c=9)
    assert suppress(counts, sums, smallest=5) == {"a": SMALL, "b": SMALL, "c": WITHHELD}


def test_two_small_counts_whose_sum_leaves_a_doubt_are_enough():
    counts, sums = line(a=1, b=3, c=9)
    assert suppress(counts, sums, smallest=5) == {"a": SMALL, "b": SMALL}


def test_where_nothing_else_is_left_the_total_goes_too():
    counts, sums = line(a=3)
    assert suppress(counts, sums, smallest=5) == {"a": SMALL, "all": SMALL}
    counts, sums = line(a=30)
    assert suppress(counts, sums, smallest=5, withheld=["a"]) == {"a": WITHHELD, "all": WITHHELD}


def test_a_total_that_its_months_would_give_away_takes_a_month_with_it():
    counts = {"team": 30, "all": 30, "jan": 10, "feb": 12, "mar": 8}
    sums = [Sum("all", ("team",)), Sum("all", ("jan", "feb", "mar"))]
    assert suppress(counts, sums, smallest=5, withheld=["team"]) == {
        "team": WITHHELD,
        "all": WITHHELD,
        "mar": WITHHELD,
    }


def test_four_small_counts_of_one_are_not_given_away_by_a_small_total():
    counts, sums = line(a=1, b=1, c=1, d=1)
    hidden = suppress(counts, sums, smallest=5)
    ranges = ranges_of(counts, sums, hidden, smallest=5, at_most={})
    assert set(hidden) == {"a", "b", "c", "d", "all"}
    assert all(low < high for low, high in (ranges[key] for key in hidden))


def test_what_a_cell_cannot_exceed_is_reckoned_with():
    counts, sums = line(a=4, b=10, c=50)
    assert suppress(counts, sums, smallest=5, at_most={"b": 10}) == {"a": SMALL, "b": WITHHELD, "c": WITHHELD}


def test_sums_that_go_in_circles_are_refused():
    square = [Sum("r1", ("a", "b")), Sum("r2", ("c", "d")), Sum("c1", ("a", "c")), Sum("c2", ("b", "d"))]
    with pytest.raises(SumsGoInCircles):
        suppress({}, square, smallest=5)


def house(teams, split):
    """Two services with these teams; the organisation's number once more by month."""
    first, second = teams
    names = [f"a{n}" for n in range(len(first))], [f"b{n}" for n in range(len(second))]
    counts = dict(zip(names[0] + names[1], [*first, *second], strict=True))
    counts |= {"first": sum(first), "second": sum(second), "all": sum(first) + sum(second)}
    cut = min(split, counts["all"])
    counts |= {"jan": cut, "feb": counts["all"] - cut}
    sums = [
        Sum("first", tuple(names[0])),
        Sum("second", tuple(names[1])),
        Sum("all", ("first", "second")),
        Sum("all", ("jan", "feb")),
    ]
    return counts, sums, names[0] + names[1]


TEAMS = st.tuples(
    st.lists(st.integers(0, 6), min_size=1, max_size=2), st.lists(st.integers(0, 6), min_size=1, max_size=2)
)


@settings(max_examples=40, deadline=None)
@given(TEAMS, st.integers(0, 8), st.data())
def test_every_hidden_count_could_be_at_least_two_numbers(teams, split, data):
    counts, sums, names = house(teams, split)
    withheld = data.draw(st.sets(st.sampled_from(names), max_size=2))
    hidden = suppress(counts, sums, smallest=SMALLEST, withheld=withheld)
    assert {key for key, count in counts.items() if 0 < count < SMALLEST} | withheld <= set(hidden)
    possible = {key: set() for key in hidden}
    for world in worlds(names, counts, hidden):
        for key in hidden:
            possible[key].add(world[key])
    assert all(len(numbers) > 1 for numbers in possible.values()), (counts, hidden)


def worlds(names, counts, hidden):
    """Every table of small numbers that is shown in the same words."""
    ways = [range(MOST + 1) if name in hidden else (counts[name],) for name in names]
    number = sum(name.startswith("a") for name in names)
    for teams in product(*ways):
        whole = sum(teams)
        parts = {"first": sum(teams[:number]), "second": sum(teams[number:]), "all": whole}
        for jan in (counts["jan"],) if "jan" not in hidden else range(whole + 1):
            world = dict(zip(names, teams, strict=True)) | parts | {"jan": jan, "feb": whole - jan}
            if world["feb"] >= 0 and all(looks_the_same(key, world, counts, hidden) for key in counts):
                yield world


def looks_the_same(key, world, counts, hidden):
    if key not in hidden:
        return world[key] == counts[key]
    return 0 < world[key] < SMALLEST if hidden[key] is SMALL else world[key] >= 0


def test_three_hundred_teams_are_decided_in_a_moment():
    counts = {f"t{n}": n % 13 for n in range(300)}
    services = {f"s{n}": tuple(f"t{m}" for m in range(n * 10, n * 10 + 10)) for n in range(30)}
    counts |= {service: sum(counts[team] for team in teams) for service, teams in services.items()}
    counts["all"] = sum(counts[service] for service in services)
    sums = [*(Sum(service, teams) for service, teams in services.items()), Sum("all", tuple(services))]
    hidden = suppress(counts, sums, smallest=5, withheld=[f"t{n}" for n in range(0, 300, 17)])
    ranges = ranges_of(counts, sums, hidden, smallest=5, at_most={})
    assert all(ranges[key][0] < ranges[key][1] for key in hidden)


@pytest.mark.parametrize(
    ("some", "others", "hidden"), [(9, 0, True), (0, 9, True), (8, 1, False), (10, 0, False), (0, 10, False)]
)
def test_that_all_or_none_did_something_is_not_said_of_fewer_than_ten(some, others, hidden):
    assert one_sided(some, others) is hidden


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused():
    with pytest.raises(SumsDoNotAddUp):
        suppress({"a": 12, "b": 12, "all": 25}, [Sum("all", ("a", "b"))], smallest=30)
