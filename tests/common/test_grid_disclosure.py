"""Which cells of a table with totals in both directions are not shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from workforce_assurance.common.grid_disclosure import hidden_totals, suppress


def test_a_small_cell_takes_others_with_it_in_its_row_and_column():
    counts = {(row, column): 9 for row in "abc" for column in "xyz"}
    counts["a", "x"] = 2
    hidden = suppress(counts, smallest=5)
    assert ("a", "x") in hidden
    for row in "abc":
        assert len([cell for cell in hidden if cell[0] == row]) != 1
    for column in "xyz":
        assert len([cell for cell in hidden if cell[1] == column]) != 1


def test_a_cell_that_is_hidden_for_another_reason_takes_others_with_it_too():
    counts = {(row, column): 9 for row in "abc" for column in "xyz"}
    hidden = suppress(counts, smallest=5, also=[("a", "x")])
    assert sorted(hidden) == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


def test_an_empty_cell_and_a_large_one_are_shown():
    assert suppress({("a", "x"): 0, ("a", "y"): 5}, smallest=5) == set()


def test_a_line_with_nothing_else_to_hide_hides_its_total():
    counts = {("a", "x"): 3}
    hidden = suppress(counts, smallest=5)
    assert hidden_totals(counts, hidden, smallest=5) == {(0, "a"), (1, "x")}


@settings(max_examples=150, deadline=None)
@given(
    counts=st.dictionaries(st.tuples(st.sampled_from("abcde"), st.integers(1, 6)), st.integers(0, 20), max_size=30),
    smallest=st.integers(3, 20),
)
def test_no_subtraction_from_a_shown_total_gives_a_small_group(counts, smallest):
    hidden = suppress(counts, smallest=smallest)
    secret = hidden_totals(counts, hidden, smallest=smallest)
    assert {cell for cell, count in counts.items() if 0 < count < smallest} <= hidden
    for axis in (0, 1):
        for line in {cell[axis] for cell in counts}:
            concealed = [counts[cell] for cell in hidden if cell[axis] == line]
            assert not concealed or (axis, line) in secret or (len(concealed) > 1 and sum(concealed) >= smallest)
