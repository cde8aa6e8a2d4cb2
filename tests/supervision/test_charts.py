"""Small charts: every number has its mark inside the picture, the oldest at the left."""

from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.charts import HEIGHT, WIDTH, Line, chart

NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 500)), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_every_number_has_one_mark_inside_the_picture(numbers):
    (series,) = chart([str(n) for n in range(len(numbers))], [Line("share", "Share", numbers)], top=3).series
    assert len(series.marks) == sum(number is not None for number in numbers)
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in series.marks)
    assert [mark.x for mark in series.marks] == sorted(mark.x for mark in series.marks)


def test_more_stands_higher_and_the_same_stands_level():
    (series,) = chart(["a", "b", "c"], [Line("share", "Share", [0, 2, 2])], top=3).series
    low, high, same = series.marks
    assert low.y > high.y == same.y


def test_one_date_has_no_second_label():
    found = chart(["Mon 1 Mar"], [Line("share", "Share", [4])], top=3)
    assert (found.first, found.last, [tick.label for tick in found.ticks]) == ("Mon 1 Mar", "", ["0", "4"])
