"""Agreement of two raters, against published examples and other people's programs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, to_table

from workforce_assurance.common.agreement import Agreement, kappa_and_ac1, krippendorff_alpha


def ratings(both_yes: int, yes_no: int, no_yes: int, both_no: int) -> tuple[list[str], list[str]]:
    pairs = [("yes", "yes")] * both_yes + [("yes", "no")] * yes_no + [("no", "yes")] * no_yes + [("no", "no")] * both_no
    return [first for first, _ in pairs], [second for _, second in pairs]


def test_where_one_answer_is_rare_kappa_falls_and_ac1_does_not():
    # Gwet 2002, Inter-Rater Reliability: Dependency on Trait Prevalence and Marginal Homogeneity: 118, 5, 2, 0.
    found = kappa_and_ac1(*ratings(118, 5, 2, 0))
    assert (round(found.share, 3), round(found.kappa.value, 4), round(found.ac1.value, 4)) == (0.944, -0.0234, 0.9408)


# Gwet 2014, Handbook of Inter-Rater Reliability (4th edition), as given with figures in his package irrCAC: pregnancies of 100
# women as two abstractors classified them, and diagnoses of 223 patients by two methods.
PREGNANCIES = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
DIAGNOSES = [[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]]


@pytest.mark.parametrize(
    ("table", "kappa", "kappa_interval", "ac1", "ac1_interval"),
    [
        (PREGNANCIES, 0.796, (0.680, 0.913), 0.849, (0.764, 0.935)),
        (DIAGNOSES, 0.432, (0.341, 0.522), 0.456, (0.371, 0.542)),
    ],
)
def test_tables_of_several_categories_have_the_published_coefficients(table, kappa, kappa_interval, ac1, ac1_interval):
    """Their intervals are of Student's distribution, with 99 and 222 degrees of freedom; ours are of the normal."""
    pairs = [(a, b) for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)]
    found = kappa_and_ac1(*zip(*pairs, strict=True))
    assert (round(found.kappa.value, 3), round(found.ac1.value, 3)) == (kappa, ac1)
    assert found.kappa.interval == pytest.approx(kappa_interval, abs=0.003)
    assert found.ac1.interval == pytest.approx(ac1_interval, abs=0.0015)


@given(st.integers(1, 60), st.integers(2, 5))
def test_ratings_of_which_each_comes_as_often_have_an_ac1_that_is_kappa(times, categories):
    """Where every category is as common, chance agrees one time in as many as there are, by either definition."""
    first = [n % categories for n in range(categories * times)]
    second = [(n + (n < categories)) % categories for n in range(categories * times)]
    found = kappa_and_ac1(first, second)
    assert found.ac1.value == pytest.approx(found.kappa.value)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=40), st.randoms())
def test_neither_the_order_of_things_nor_the_names_of_categories_matter(pairs, shuffle):
    turned = [("ABCD"[a - 1], "ABCD"[b - 1]) for a, b in pairs]
    shuffle.shuffle(turned)
    one = kappa_and_ac1(*zip(*pairs, strict=True), categories=[1, 2, 3, 4])
    other = kappa_and_ac1(*zip(*turned, strict=True), categories="DCBA")
    assert (one.share, one.ac1.value) == pytest.approx((other.share, other.ac1.value))
    assert (one.kappa is None) == (other.kappa is None)
    assert one.kappa is None or one.kappa.value == pytest.approx(other.kappa.value)


def test_nothing_rated_is_not_computable():
    assert kappa_and_ac1([], []) == Agreement(0, None, None, None)


def test_one_category_everywhere_leaves_kappa_not_computable():
    found = kappa_and_ac1(["yes"] * 5, ["yes"] * 5, categories=["yes", "no"])
    assert (found.share, found.kappa, found.ac1.value) == (1.0, None, 1.0)


def test_one_thing_has_no_interval():
    assert kappa_and_ac1(["yes"], ["no"]).ac1.interval is None


def test_a_rating_outside_the_categories_is_refused():
    with pytest.raises(ValueError, match="none of the categories"):
        kappa_and_ac1(["yes"], ["perhaps"], categories=["yes", "no"])


SCORES = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=60)


@given(SCORES)
def test_kappa_and_its_interval_are_those_of_other_programs(pairs):
    first, second = zip(*pairs, strict=True)
    found = kappa_and_ac1(first, second, categories=[1, 2, 3, 4]).kappa
    if found is None:
        return
    assert found.value == pytest.approx(cohen_kappa_score(first, second), abs=1e-9)
    if found.interval:
        table, _ = to_table(list(pairs))
        with np.errstate(all="ignore"):
            theirs = cohens_kappa(table)
        low, high = max(-1.0, theirs.kappa_low), min(1.0, theirs.kappa_upp)
        assert found.interval == pytest.approx((low, high), abs=1e-6)


@given(SCORES)
def test_who_is_called_first_changes_nothing(pairs):
    first, second = zip(*pairs, strict=True)
    one, other = (
        kappa_and_ac1(first, second),
        kappa_and_ac1(second, first, categories=list(dict.fromkeys([*first, *second]))),
    )
    assert one.ac1 is None or one.ac1.value == pytest.approx(other.ac1.value)


@given(SCORES)
def test_nothing_is_beyond_full_agreement(pairs):
    first, second = zip(*pairs, strict=True)
    found = kappa_and_ac1(first, second, categories=[1, 2, 3, 4])
    assert found.ac1.value <= 1
    low, high = found.ac1.interval or (found.ac1.value, found.ac1.value)
    assert -1 <= low <= found.ac1.value <= high <= 1


# Krippendorff 2011, example C: twelve units, four raters, some of them missing.
UNITS = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, None, 3, None],
]  # fmt: skip


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_the_published_one(metric, alpha):
    assert krippendorff_alpha(UNITS, metric=metric) == pytest.approx(alpha, abs=0.0005)


def test_alpha_of_one_value_everywhere_is_not_computable():
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None


def test_another_metric_is_refused():
    with pytest.raises(ValueError, match="no metric"):
        krippendorff_alpha(UNITS, metric="ratio of some kind")
