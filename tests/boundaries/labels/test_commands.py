"""The word list in versions: shipped once, each later one with one term changed; contested in codes and answered once."""

import json
from datetime import timedelta

import pytest

from boundaries.hints import by_the_list_in_force
from boundaries.labels import commands
from boundaries.labels.enums import AnsweredBecause, ContestedBecause
from boundaries.labels.exceptions import (
    ContestedAlready,
    NoSuchTerm,
    NothingChanged,
    NothingContested,
    ReasonDoesNotFit,
    WordingIncomplete,
)
from boundaries.labels.in_force import words_in_force
from boundaries.labels.shipped import ship
from boundaries.language import flag_text, shipped_words
from boundaries.models import LabelContest, LabelListVersion, LabelTerm
from boundaries.shipped import described
from tests.boundaries.language.test_sample import sample
from tests.factories.labels import in_force
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

TEXT = "She was manipulative again. If he misses it again we will close his case."
LATER = NOON + timedelta(days=1)


def codes(text=TEXT):
    return [flag.code for flag in flag_text(text, words_in_force())]


def off(labels, code="manipulative", because=AnsweredBecause.IN_VAIN):
    return commands.switch_off(code=code, because=because, by=labels.governance, now=LATER)


def contest(labels, by, code="manipulative"):
    return commands.contest_term(code=code, because=ContestedBecause.OTHER_MEANING, by=by, now=NOON)


def worded(**changes):
    term = in_force("manipulative")
    said = {name: getattr(term, name) for name in ("alternative", "forms", "means_otherwise")} | changes
    return commands.Wording(said["alternative"], tuple(said["forms"]), tuple(said["means_otherwise"]))


def test_the_shipped_list_is_version_1_and_points_out_what_the_file_does(labels):
    listed = words_in_force()
    assert (listed.version, len(listed.terms)) == (1, len(shipped_words().terms))
    assert [flag_text(one.text, listed) for one in sample()] == [
        flag_text(one.text, shipped_words()) for one in sample()
    ]


def test_loading_it_again_changes_nothing_and_leaves_alone_what_was_changed_here(labels):
    ship(LATER)
    assert LabelListVersion.objects.count() == 1
    off(labels)
    newer = described("label_words") | {"version": 99}
    commands.ship_list(description=newer, now=LATER)
    assert LabelListVersion.objects.published().get().change == "switched_off"


def test_a_newer_shipped_list_follows_one_that_nobody_changed(labels):
    commands.ship_list(description=described("label_words") | {"version": 99}, now=LATER)
    assert LabelListVersion.objects.published().get().number == 2


def test_what_is_switched_off_is_pointed_out_no_more_and_can_be_again(labels):
    assert codes() == ["manipulative", "threat"]
    off(labels)
    assert codes() == ["threat"]
    commands.switch_on(code="manipulative", because=AnsweredBecause.WANTED_AGAIN, by=labels.governance, now=LATER)
    assert (codes(), words_in_force().version) == (["manipulative", "threat"], 3)


def test_threats_are_switched_off_like_a_word(labels):
    off(labels, "threat")
    assert codes() == ["manipulative"]


def test_a_changed_term_is_found_as_it_is_worded_now(labels):
    wording = worded(alternative="Say what she asked for.", means_otherwise=["manipulative again"])
    commands.change_term(
        code="manipulative", wording=wording, because=AnsweredBecause.NARROWER, by=labels.governance, now=LATER
    )
    term = in_force("manipulative")
    assert (codes(), term.since_number, term.since) == (["threat"], 2, LATER.date())
    found = by_the_list_in_force()("He is manipulative.")
    assert [hint.alternative for hint in found] == ["Say what she asked for."]


def test_the_other_terms_stay_as_they_were(labels):
    before = list(LabelTerm.objects.exclude(code="manipulative").values_list("code", "forms", "since_number", "is_on"))
    off(labels)
    after = LabelTerm.objects.filter(version__state="published").exclude(code="manipulative")
    assert list(after.values_list("code", "forms", "since_number", "is_on")) == before


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (WordingIncomplete, {"forms": ()}),
        (WordingIncomplete, {"forms": ("…",)}),
        (WordingIncomplete, {"alternative": " "}),
        (NothingChanged, {}),
    ],
)
def test_a_wording_that_finds_or_says_nothing_is_refused(labels, refusal, changes):
    with pytest.raises(refusal):
        commands.change_term(
            code="manipulative", wording=worded(**changes), because=AnsweredBecause.NARROWER, by=labels.governance,
            now=LATER,
        )  # fmt: skip
    assert LabelListVersion.objects.count() == 1


def test_a_reason_of_another_answer_is_refused(labels):
    with pytest.raises(ReasonDoesNotFit):
        off(labels, because=AnsweredBecause.JUDGES)
    with pytest.raises(ReasonDoesNotFit):
        commands.keep_term(code="manipulative", because=AnsweredBecause.IN_VAIN, by=labels.governance, now=LATER)


def test_what_is_so_already_and_what_is_not_there_is_refused(labels):
    off(labels)
    with pytest.raises(NothingChanged):
        off(labels)
    with pytest.raises(NothingChanged):
        commands.switch_on(code="threat", because=AnsweredBecause.JUDGES, by=labels.governance, now=LATER)
    with pytest.raises(NoSuchTerm):
        off(labels, "no such")
    with pytest.raises(NoSuchTerm):
        contest(labels, labels.worker, "no such")


def test_a_person_contests_a_term_once_until_it_is_answered(labels):
    contest(labels, labels.worker)
    with pytest.raises(ContestedAlready):
        contest(labels, labels.worker)
    contest(labels, labels.supervisor)
    kept = commands.keep_term(code="manipulative", because=AnsweredBecause.JUDGES, by=labels.governance, now=LATER)
    assert (kept, LabelContest.objects.waiting().count(), LabelListVersion.objects.count()) == (2, 0, 1)
    contest(labels, labels.worker)
    assert LabelContest.objects.waiting().count() == 1


def test_nobody_is_answered_where_nobody_asked(labels):
    with pytest.raises(NothingContested):
        commands.keep_term(code="manipulative", because=AnsweredBecause.JUDGES, by=labels.governance, now=LATER)


def test_switching_off_answers_whoever_contested_that_term_and_nobody_else(labels):
    contest(labels, labels.worker)
    contest(labels, labels.worker, "threat")
    off(labels)
    assert set(LabelContest.objects.values_list("code", "answer")) == {
        ("manipulative", "switched_off"),
        ("threat", ""),
    }


def test_the_trail_holds_codes_and_no_sentence(labels):
    contest(labels, labels.worker)
    off(labels)
    facts = TrailEntry.objects.filter(subject_type__startswith="boundaries.label").values_list("action", "facts")
    assert {action for action, _ in facts} == {"word list published", "label contested", "label contest answered"}
    assert "Say what the person did" not in json.dumps([one for _, one in facts])
