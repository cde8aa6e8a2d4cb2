"""The register and the letter as documents: what this reader may see, in plain words, and nobody's name."""

import re

import pytest
from django.template.loader import render_to_string

from boundaries.commands import answer_appeal, decide_in_emergency
from boundaries.enums import APPEAL_PURPOSE, AppealOutcome
from boundaries.printing import APPEAL_LETTER, LETTER, REGISTER
from tests.factories.boundaries import DAY, answer, appeal, draft, in_effect
from tests.factories.supervision import NOON
from workforce_assurance.rendering.registry import PRINTABLES


def text(key, viewer, **asked):
    document = PRINTABLES[key].build(viewer, asked, NOON)
    html = render_to_string(document.template, {"title": document.title, "organisation": "Harbour"} | document.context)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def decision(catalogue):
    return in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)


def test_the_letter_says_what_why_until_when_and_how_to_appeal_and_names_nobody(catalogue, decision):
    said = text(LETTER, catalogue.worker, decision=str(decision.pk))
    for words in (
        "For the person with our reference HB-2207.",
        "For a short time you cannot use part of what we offer.",
        "This is about one of our places.",
        "Somebody felt threatened.",
        "It began on Mon 1 Mar 2027. It ends by itself at Mon 8 Mar 2027, 12:00.",
        "This is called an appeal.",
        "answers you within 10 working days",
    ):
        assert words in said
    assert not [name for name in ("Sam Okoro", "Morgan Hale") if name in said]


def test_a_letter_of_an_emergency_says_that_somebody_else_looks_at_it(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
    assert "We had to decide this at once." in text(LETTER, catalogue.worker, decision=str(decision.pk))


def test_there_is_no_letter_of_what_is_not_in_effect_or_not_theirs(catalogue, decision):
    waiting = draft(catalogue.worker, catalogue.team)
    for viewer, key in (
        (catalogue.worker, str(waiting.pk)),
        (catalogue.peer, str(decision.pk)),
        (catalogue.administrator, str(decision.pk)),
        (catalogue.worker, "nonsense"),
        (catalogue.worker, ""),
    ):
        assert "There is no letter about this decision for you" in text(LETTER, viewer, decision=key)


def test_the_register_is_printed_as_it_is_narrowed_and_as_far_as_one_sees_it(catalogue, decision):
    assert decision.reference in text(REGISTER, catalogue.manager, kind="exclusion", first="2027-03-01")
    assert decision.reference not in text(REGISTER, catalogue.manager, kind="ban")
    assert decision.reference not in text(REGISTER, catalogue.peer)


def answered(catalogue, decision, outcome, *, now=NOON, **changes):
    waiting = appeal(decision, reviewer=catalogue.lead, by=catalogue.worker, **changes)
    answer(APPEAL_PURPOSE, waiting.pk, by=catalogue.lead, word="lanternword", now=now)
    return answer_appeal(appeal=waiting, outcome=outcome, by=catalogue.lead, now=now)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (AppealOutcome.STANDS, "It stays as it is. As it stands now it ends by itself at Mon 8 Mar 2027, 12:00."),
        (AppealOutcome.EASED, "It is to be eased: less is taken away from you."),
        (
            AppealOutcome.OVERTURNED,
            "It was not right, and we took it back on Mon 1 Mar 2027. It does not hold any more.",
        ),
    ],
)
def test_the_letter_about_an_appeal_says_what_came_of_it_and_names_nobody(catalogue, decision, outcome, words):
    said = text(APPEAL_LETTER, catalogue.worker, appeal=str(answered(catalogue, decision, outcome).pk))
    for part in (words, "You said on Mon 1 Mar 2027", "For the person with our reference HB-2207.", "you can complain"):
        assert part in said
    assert not [name for name in ("Sam Okoro", "Morgan Hale", "Lee Novak", "lanternword") if name in said]


def test_the_letter_about_an_appeal_that_somebody_made_for_them_says_so(catalogue, decision):
    done = answered(catalogue, decision, AppealOutcome.STANDS, made_by="advocate")
    assert "Somebody said for you on Mon 1 Mar 2027" in text(APPEAL_LETTER, catalogue.worker, appeal=str(done.pk))


def test_the_letter_about_an_appeal_that_was_answered_late_says_sorry(catalogue, decision):
    done = answered(catalogue, decision, AppealOutcome.STANDS, now=NOON + 20 * DAY)
    assert "That took longer than we had said. We are sorry." in text(
        APPEAL_LETTER, catalogue.worker, appeal=str(done.pk)
    )


def test_there_is_no_letter_about_an_appeal_that_waits_or_is_not_theirs(catalogue, decision):
    waiting = appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    for viewer, key in (
        (catalogue.worker, str(waiting.pk)),
        (catalogue.peer, str(waiting.pk)),
        (catalogue.worker, "nonsense"),
        (catalogue.worker, ""),
    ):
        assert "There is no letter about this appeal for you" in text(APPEAL_LETTER, viewer, appeal=key)


def test_a_peer_gets_no_letter_about_what_came_of_it(catalogue, decision):
    done = answered(catalogue, decision, AppealOutcome.STANDS)
    for viewer in (catalogue.peer, catalogue.administrator):
        assert "There is no letter about this appeal for you" in text(APPEAL_LETTER, viewer, appeal=str(done.pk))
