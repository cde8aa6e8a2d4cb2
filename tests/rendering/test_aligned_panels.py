"""Panels above each other: whole, escaped, and each month in one place in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.rendering.aligned_panels import Panel, aligned_panels
from workforce_assurance.rendering.charts import Drawn

from .test_charts import NUMBERS, parsed


def both(above, below, **more):
    panels = [Panel("Above", [Drawn(one) for one in above], least=None), Panel("Below", [Drawn(one) for one in below])]
    return aligned_panels(panels, labels=[str(n) for n in range(len(above))], title="Title", **more)


@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(-3, 3)), NUMBERS), max_size=40))
def test_whatever_the_values_the_picture_is_whole(pairs):
    root = parsed(both([one for one, _ in pairs], [one for _, one in pairs]))
    assert len(root.findall("circle")) == sum(value is not None for pair in pairs for value in pair)
    assert root[0].text == "Title"


def test_a_month_stands_in_one_place_in_both_panels():
    circles = parsed(both([1, 2, 3], [30, 10, 20])).findall("circle")
    across = [one.get("cx") for one in circles]
    assert across[:3] == across[3:]


def test_each_panel_has_its_own_scale_and_lies_below_the_one_before():
    panels = [Panel("One", [Drawn(0), Drawn(3)]), Panel("Other", [Drawn(0), Drawn(3000)])]
    circles = parsed(aligned_panels(panels, labels=["a", "b"], title="Title")).findall("circle")
    heights = [float(one.get("cy")) for one in circles]
    assert max(heights[:2]) < min(heights[2:])
    assert heights[0] - heights[1] == pytest.approx(heights[2] - heights[3], abs=0.2)


def test_words_are_escaped():
    panel = Panel("<b>", [Drawn(1)], levels=((1, "<u>"),))
    found = aligned_panels([panel], labels=["<i>"], title="<s>")
    assert not [tag for tag in ("<b>", "<u>", "<i>", "<s>") if tag in found]
