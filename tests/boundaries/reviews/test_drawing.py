"""The same seed and the same list give the same sample, whoever draws it and in whatever order the list stands."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.reviews.drawing import NobodyLeft, Unit, drawn, rated_twice, raters

UNITS = [Unit(f"i{n}", f"w{n % 7}", f"team {n % 3}", frozenset({f"w{n % 7}", f"s{n % 3}"})) for n in range(60)]


@given(st.permutations(UNITS))
def test_the_order_of_the_list_changes_nothing(units):
    assert drawn(units, size=12, seed="a", everybody=True) == drawn(UNITS, size=12, seed="a", everybody=True)


def test_another_seed_gives_another_sample():
    found = [drawn(UNITS, size=12, seed=seed, everybody=False) for seed in ("a", "b")]
    assert (len(found[0]), len(found[1]), found[0] == found[1]) == (12, 12, False)


def test_every_worker_is_covered_when_that_is_asked():
    worker_of = {unit.key: unit.worker for unit in UNITS}
    found = drawn(UNITS, size=3, seed="a", everybody=True)
    assert {worker_of[key] for key in found} == {f"w{n}" for n in range(7)}


def test_a_share_is_rated_twice_and_at_least_one():
    keys = [unit.key for unit in UNITS]
    assert [len(rated_twice(keys[:n], per_cent=20, seed="a")) for n in (1, 5, 6, 60)] == [1, 1, 2, 12]


def test_raters_are_not_concerned_are_two_people_and_have_about_as_much_each():
    reviewers = ["s0", "s1", "s2", "g"]
    found = raters(UNITS, twice={"i0", "i1"}, reviewers=reviewers, seed="a")
    concerned = {unit.key: unit.concerned for unit in UNITS}
    assert [key for key, chosen in found.items() if concerned[key].intersection(chosen)] == []
    assert (len(set(found["i0"])), len(set(found["i1"])), len(found["i2"])) == (2, 2, 1)
    load = Counter(one for chosen in found.values() for one in chosen)
    assert max(load.values()) - min(load.values()) <= 2


def test_too_few_reviewers_are_refused():
    with pytest.raises(NobodyLeft):
        raters(UNITS, twice={"i0"}, reviewers=["s0", "g"], seed="a")
