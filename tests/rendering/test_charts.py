"""Charts as markup: whole, escaped, and without anything that a strict policy refuses."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.rendering.charts import ControlChart, Drawn, control_chart, mark_alone, sparkline

NUMBERS = st.one_of(st.none(), st.floats(0, 1e6, allow_nan=False))


def drawn(values, **more):
    points = [Drawn(value) for value in values]
    return ControlChart(points=points, labels=[str(n) for n in range(len(values))], title="Title", **more)


def parsed(markup):
    return ET.fromstring(markup)


@given(st.lists(NUMBERS, max_size=40), st.one_of(st.none(), st.floats(0, 100)))
def test_whatever_the_values_the_chart_is_whole(values, target):
    root = parsed(control_chart(drawn(values, target=target)))
    assert len(root.findall("circle")) == sum(value is not None for value in values)
    assert root[0].text == "Title"


def test_a_missing_value_leaves_a_gap_in_the_line():
    line = next(path for path in parsed(control_chart(drawn([1, 2, None, 3]))) if path.get("class") == "spc__line")
    assert line.get("d").count("M") == 2


def test_words_are_escaped():
    chart = ControlChart(points=[Drawn(1)], labels=["<b>"], title="<i>", unit="&")
    assert "<b>" not in control_chart(chart)
    assert "<i>" not in control_chart(chart)


def test_every_look_has_a_shape_of_its_own():
    shapes = {look: mark_alone(look) for look in ("common", "improvement", "concern", "change", "ghost")}
    assert len(set(shapes.values())) == 5


def test_there_is_no_style_in_it():
    chart = control_chart(drawn([1, 2, 3], centre=[2, 2, 2], lower=[1, 1, 1], upper=[3, 3, 3], notes=[(1, "A note")]))
    assert "style=" not in chart


@given(st.lists(NUMBERS, max_size=40))
def test_a_small_line_is_whole_or_nothing(values):
    found = sparkline([Drawn(value) for value in values], centre=1)
    assert (found == "") is not any(value is not None for value in values)
    if found:
        parsed(found)


def test_values_that_are_all_equal_are_drawn():
    assert parsed(control_chart(drawn([5, 5, 5]))).findall("circle")
