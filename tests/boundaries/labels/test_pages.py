"""What the pages of the word list show and take, beyond who may open them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boundaries.hints import by_the_list_in_force
from boundaries.labels import commands
from boundaries.labels.enums import AnsweredBecause, ContestedBecause
from boundaries.labels.in_force import words_in_force
from boundaries.models import LabelContest, LabelListVersion
from tests.factories.labels import in_force
from tests.factories.supervision import NOON

WORDS, TERM = "/labels/", "/labels/terms/manipulative/"


def queries(ask):
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_everybody_reads_the_whole_list_with_what_could_be_said_instead(labels):
    page = labels.client("worker").get(WORDS).text
    assert all(one.alternative.split("“")[0].replace("'", "&#x27;") in page for one in
               LabelListVersion.objects.get().terms.all())  # fmt: skip
    assert ("“frequent flyer”" in page, "Version 1. The list came with the product" in page) == (True, True)


def test_the_page_says_what_is_missing_before_a_list_is_loaded(catalogue):
    assert "None is loaded yet" in catalogue.client("worker").get(WORDS).text


def test_a_hint_asks_one_small_question_however_long_the_list(labels):
    words_in_force()
    assert queries(lambda: [by_the_list_in_force()("She was manipulative.")]) == 1


def test_the_list_asks_as_much_after_three_changes_as_after_one(labels, no_banners):
    client, found = labels.client("worker"), []
    for number in (1, 2):
        for code in ("threat", "claims", "liar")[number - 1 : 2 * number - 1]:
            commands.switch_off(code=code, because=AnsweredBecause.IN_VAIN, by=labels.governance, now=NOON)
            commands.contest_term(code=code, because=ContestedBecause.NO_BETTER, by=labels.worker, now=NOON)
        client.get(WORDS)
        found.append(queries(lambda: client.get(WORDS)))
    assert found[0] == found[1]


def test_a_word_is_contested_answered_and_its_history_told(labels):
    labels.client("worker").post(f"{TERM}contest/", {"because": "no_better"})
    page = labels.client("worker").get(TERM).text
    assert ("Not answered yet." in page, "Contest it" in page) == (True, False)
    peer = labels.client("supervisor").get(TERM).text
    assert ("1 person: what the list says instead is no better" in peer, labels.worker.full_name in peer) == (
        True,
        False,
    )
    labels.client("governance").post(f"{TERM}switch/", {"because": "in_vain"})
    page = labels.client("worker").get(TERM).text
    assert "Switched off. It is pointed out in vain too often." in page
    assert "Version 2. Switched off: “manipulative”. It is pointed out in vain too often." in page
    assert "It is pointed out in vain too often" in labels.client("worker").get(WORDS).text


def test_whoever_does_not_lead_governance_changes_nothing(labels):
    for page in ("keep", "change", "switch"):
        assert labels.client("manager").get(f"{TERM}{page}/").status_code == 404
        assert labels.client("manager").post(f"{TERM}{page}/", {"because": "in_vain"}).status_code == 404


def test_a_word_is_worded_otherwise_line_by_line(labels):
    sent = {"alternative": "Say it plainly.", "forms": "manipulative\r\n\r\n  manipulates ", "because": "narrower"}
    assert labels.client("governance").post(f"{TERM}change/", sent).status_code == 302
    term = in_force("manipulative")
    assert (term.forms, term.means_otherwise) == (["manipulative", "manipulates"], [])


@pytest.mark.parametrize(
    "wrong",
    [{"forms": "\n".join(f"word{n}" for n in range(61))}, {"forms": "x" * 61}, {"forms": "…"}, {"alternative": ""}],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(labels, wrong):
    sent = {"alternative": "Say it plainly.", "forms": "manipulates", "because": "narrower"} | wrong
    answered = labels.client("governance").post(f"{TERM}change/", sent)
    assert (answered.status_code, LabelListVersion.objects.count()) == (200, 1)
    assert ("narrower" in answered.text, sent["forms"][:20] in answered.text) == (True, True)


def test_the_form_of_threats_asks_for_no_wordings(labels):
    page = labels.client("governance").get("/labels/terms/threat/change/")
    assert list(page.context["form"].fields) == ["alternative", "because"]


def test_a_word_that_is_contested_twice_is_said_so(labels):
    for _ in range(2):
        answered = labels.client("worker").post(f"{TERM}contest/", {"because": "no_better"})
    assert ("You contested it already." in answered.text, LabelContest.objects.count()) == (True, 1)


def test_my_data_holds_what_somebody_contested_for_them_alone(labels):
    commands.contest_term(code="liar", because=ContestedBecause.NO_BETTER, by=labels.worker, now=NOON)
    found = [labels.client(who).get("/my/data/").text for who in ("worker", "peer")]
    assert ["What the list says instead is no better" in page for page in found] == [True, False]
