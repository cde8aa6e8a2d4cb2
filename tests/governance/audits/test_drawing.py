"""A sample that anybody can draw again, and readers that it is shared out to."""

import pytest

from boundaries.reviews.drawing import NobodyLeft
from governance.audits.drawing import drawn, shared_out

LINES = [(f"{team}{number}", team) for team in ("a", "b") for number in range(30)]


def test_the_same_seed_draws_the_same_whatever_the_order():
    assert drawn(LINES, size=10, lots=False, seed="s") == drawn(LINES[::-1], size=10, lots=False, seed="s")


def test_another_seed_draws_others():
    assert drawn(LINES, size=10, lots=False, seed="s") != drawn(LINES, size=10, lots=False, seed="t")


def test_each_team_has_its_share():
    found = drawn(LINES, size=10, lots=False, seed="s")
    assert [sum(key[0] == team for key in found) for team in "ab"] == [5, 5]


def test_of_lots_nineteen_of_each_team_are_drawn():
    found = drawn(LINES[:35], size=1, lots=True, seed="s")
    assert [sum(key[0] == team for key in found) for team in "ab"] == [19, 5]


def test_nobody_reads_what_they_have_a_part_in():
    keys = [key for key, _ in LINES[:10]]
    parties = {key: frozenset({"kim"} if number % 2 else {"sam"}) for number, key in enumerate(keys)}
    found = shared_out(keys, parties, readers=["kim", "sam"], per_cent=0, seed="s")
    assert all(not parties[key].intersection(found[key]) for key in keys)


def test_a_share_is_read_by_two():
    keys = [key for key, _ in LINES[:10]]
    found = shared_out(keys, dict.fromkeys(keys, frozenset()), readers=["kim", "sam"], per_cent=20, seed="s")
    assert sorted(len(readers) for readers in found.values()) == [1] * 8 + [2, 2]


def test_where_nobody_is_left_it_says_so():
    with pytest.raises(NobodyLeft):
        shared_out(["a1"], {"a1": frozenset({"kim"})}, readers=["kim"], per_cent=0, seed="s")
