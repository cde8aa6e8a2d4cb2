"""What did not apply is never a pass."""

from governance.audits.scoring import agreements, is_check, lots_of, outcome, passes, scores, teams_to_show, whole
from workforce_assurance.common.proportions import Proportion
from workforce_assurance.structured_templates.asked import Asked, Option


def check(key=1, **changes):
    options = (Option("met", "Met", points=1), Option("not_met", "Not met", points=0), Option("na", "Did not apply"))
    said = {
        "id": key, "key": f"q{key}", "kind": "one_of", "text": "Is it there?", "help": "", "required": True,
        "required_if": None, "shown_if": None, "layer": "assurance", "options": options,
    }  # fmt: skip
    return Asked(**(said | changes))


ONE, TWO = check(1), check(2)


def test_a_check_is_a_choice_with_points_for_counting():
    plain = (Option("a", "A"), Option("b", "B"))
    found = [check(), check(layer="shared"), check(kind="long_text"), check(options=plain)]
    assert [is_check(one) for one in found] == [True, False, False, False]


def test_only_the_most_points_are_a_pass():
    partly = (Option("met", "Met", points=2), Option("partly", "Partly", points=1), Option("na", "Did not apply"))
    asked = check(options=partly)
    assert [outcome(asked, code) for code in ("met", "partly", "na", None, "gone")] == [True, False, None, None, None]


def test_what_did_not_apply_counts_in_neither_number():
    found = scores([ONE], [{1: "met"}, {1: "not_met"}, {1: "na"}, {}])
    assert [(one.met, one.did_not_apply) for one in found] == [(Proportion(1, 2), 2)]


def test_a_record_passes_when_something_applied_and_all_of_it_is_met():
    said = [{1: "met", 2: "na"}, {1: "met", 2: "not_met"}, {1: "na", 2: "na"}, {}]
    assert [passes([ONE, TWO], codes) for codes in said] == [True, False, False, False]
    assert whole([ONE, TWO], said) == Proportion(1, 4)


def test_a_lot_is_judged_once_nineteen_are_read():
    found = lots_of([ONE], {"a": [{1: "met"}] * 13 + [{1: "na"}] * 6, "b": [{1: "met"}] * 18}, good=80, poor=50)
    assert (found["a"].passed, found["a"].is_accepted, found["b"]) == (13, True, None)


def test_agreement_says_when_it_is_not_computable():
    alike = [({1: "met"}, {1: "met"})] * 3
    ((_asked, found),) = agreements([ONE], alike)
    assert (found.n, found.share, found.kappa) == (3, 1.0, None)
    ((_asked, nothing),) = agreements([ONE], [])
    assert (nothing.n, nothing.share, nothing.ac1) == (0, None, None)


def test_no_team_is_shown_that_what_is_shown_of_the_others_gives_away():
    sizes = [{"a": 9, "b": 5}, {"a": 9, "b": 6, "c": 4}, {"a": 9, "b": 3, "c": 4}, {"a": 9, "b": 1}, {"a": 4}]
    assert [teams_to_show(one, fewest=5) for one in sizes] == [{"a", "b"}, {"a"}, {"a"}, set(), set()]
