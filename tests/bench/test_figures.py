"""What a figure says of itself."""

import math

from workforce_assurance.bench.figures import Figure, p95


def figure(**changes: object) -> Figure:
    return Figure(**{"name": "a", "title": "A", "ours": 3.0, "unit": "s", "bar": 1.5, "floor": 2.0, **changes})


def test_a_ratio_on_the_bar_holds() -> None:
    assert figure().verdict == "holds"


def test_a_ratio_over_the_bar_falls_short() -> None:
    assert figure(ours=3.1).verdict == "falls short"


def test_a_ratio_that_should_be_high_falls_short_below_its_bar() -> None:
    assert figure(ours=2.9, at_least=True).verdict == "falls short"


def test_without_a_floor_the_bar_is_on_the_figure() -> None:
    assert (figure(floor=None, ours=1.5).verdict, figure(floor=None, ours=1.6).verdict) == ("holds", "falls short")


def test_what_was_not_measured_says_so() -> None:
    assert figure(ours=None).verdict == "not measured"


def test_a_floor_of_nothing_is_never_reached() -> None:
    assert figure(floor=0.0).judged == math.inf


def test_the_95th_percentile_is_the_nearest_rank() -> None:
    assert p95([float(number) for number in range(1, 101)]) == 95.0
