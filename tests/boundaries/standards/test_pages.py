"""What pages of standards show and take, beyond who may open them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boundaries.models import Attestation, CoachingPrompt, StandardException, StandardVersion
from boundaries.standards.commands import answer_exception
from boundaries.standards.enums import ExceptionAnswer
from boundaries.standards.printing import plain_words
from tests.factories.standards import ask_for_exception, asked, attest, change, in_force
from tests.factories.supervision import NOON, SessionFactory

ONCE = "7c9ebd9e-3b25-4b7c-8c5d-000000000000"


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["standards:library", "standards:exceptions", "standards:waiting"])
def test_a_list_asks_as_much_at_three_rows_as_at_one(house, no_banners, page):
    def one_more(number):
        standard = in_force(house.governance, title=f"Standard {number}").standard
        ask_for_exception(standard, house.team, house.manager)

    one_more(1)
    found = [queries(house.client("governance"), reverse(page))]
    one_more(2)
    one_more(3)
    found.append(queries(house.client("governance"), reverse(page)))
    assert found[0] == found[1]


def test_a_worker_attests_and_is_told_what_comes_of_not_being_sure(house):
    version = in_force(house.governance)
    attestation, client = asked(house.worker), house.client("worker")
    said = {str(one.pk): "not_sure" for one in version.scenarios.all()}
    page = client.post(reverse("standards:attest", args=[attestation.pk]), said, follow=True)
    assert ("to talk over in your next supervision" in page.text, CoachingPrompt.objects.count()) == (True, 2)


def test_a_scene_without_an_answer_is_said_and_the_others_stay(house):
    version = in_force(house.governance)
    first, second = version.scenarios.all()
    page = house.client("worker").post(
        reverse("standards:attest", args=[asked(house.worker).pk]), {str(first.pk): "not_sure"}
    )
    assert ("Choose an answer" in page.text, 'value="not_sure"' in page.text) == (True, True)
    assert Attestation.objects.get(person=house.worker).state == "waits"
    assert second.told in page.text


def test_whoever_attested_before_is_shown_only_what_changed_first(house):
    version = in_force(house.governance)
    attest(asked(house.worker))
    change(version.standard, house.governance, material=True, can="We say who answers.\nWe call back in two days.")
    page = house.client("worker").get(reverse("standards:attest", args=[asked(house.worker).pk])).text
    assert "What changed since you read it" in page
    assert ("<del>We call back.</del>" in page, "<ins>We call back in two days.</ins>" in page) == (True, True)


def test_the_session_shows_what_the_worker_was_not_sure_of_and_the_supervisor_ticks_it(house):
    in_force(house.governance)
    prompt = attest(asked(house.worker), sure=False)[0]
    session = SessionFactory(worker=house.worker, supervisor=house.supervisor)
    hub = house.client("supervisor").get(reverse("supervision:session", args=[session.pk])).text
    assert prompt.scenario.told in hub
    house.client("supervisor").post(reverse("standards:talk_over", args=[prompt.pk]))
    prompt.refresh_from_db()
    assert prompt.talked_over_by == house.supervisor


def test_a_manager_reads_counts_of_a_team_and_nothing_of_a_small_one(house):
    in_force(house.governance)
    page = house.client("manager").get(reverse("standards:waiting")).text
    assert "Fewer than" in page


def test_a_card_shows_the_exceptions_that_hold(house):
    standard = in_force(house.governance).standard
    exception = ask_for_exception(standard, house.team, house.manager)
    card = reverse("standards:standard", args=[standard.code])
    assert exception.instead not in house.client("peer").get(card).text
    answer_exception(exception=exception, answer=ExceptionAnswer.APPROVED, by=house.governance, now=NOON)
    assert exception.instead in house.client("peer").get(card).text


def test_a_standard_is_drafted_worded_and_put_in_force_by_pages(house):
    client = house.client("governance")
    said = {
        "title": "Missed appointments", "category": "service", "can": "We ask.", "cannot": "We do not close.",
        "say": "“Shall we walk?”", "plain": "We ask.", "told_1": "A walk is offered.", "fits_1": "yes",
        "because_1": "It looks on our side first.", "once": ONCE,
    }  # fmt: skip
    client.post(reverse("standards:add"), said)
    client.post(reverse("standards:word", args=["missed-appointments"]), said | {"can": "We ask what got in the way."})
    client.post(reverse("standards:publish", args=["missed-appointments"]), {"material": "yes", "review_on": ""})
    version = StandardVersion.objects.published().get()
    assert (version.can, version.scenarios.count()) == ("We ask what got in the way.", 1)


def test_half_a_scene_is_sent_back_with_what_was_typed(house):
    page = house.client("governance").post(reverse("standards:add"), {"title": "Gifts", "told_1": "A cake."})
    assert ("Tell the scene, and say why" in page.text, "A cake." in page.text) == (True, True)


def test_an_exception_is_asked_for_by_a_page(house):
    standard = in_force(house.governance).standard
    said = {
        "standard": str(standard.pk), "team": str(house.team.pk), "because": "trial", "instead": "We text.",
        "starts_on": "2027-03-01", "ends_on": "2027-03-20", "once": ONCE,
    }  # fmt: skip
    for _ in range(2):
        house.client("worker").post(reverse("standards:exception_new"), said)
    assert StandardException.objects.get().asked_by == house.worker


def test_plain_words_are_printed_of_one_or_of_all(house):
    in_force(house.governance)
    in_force(house.governance, title="Gifts", plain="A cake is welcome.")
    found = [len(plain_words(house.worker, asked_, NOON).context["cards"]) for asked_ in ({}, {"standard": "gifts"})]
    assert found == [2, 1]


def test_today_shows_what_is_to_be_read_and_answered(house):
    standard = in_force(house.governance).standard
    ask_for_exception(standard, house.team, house.manager, starts_on=(NOON + timedelta(days=1)).date())
    today = {who: house.client(who).get("/").text for who in ("worker", "governance")}
    assert ("Standards to read" in today["worker"], "Exceptions to answer" in today["worker"]) == (True, False)
    assert "Exceptions to answer" in today["governance"]


def test_what_was_talked_over_last_leaves_a_page_that_says_so(house):
    in_force(house.governance)
    for prompt in attest(asked(house.worker), sure=False):
        page = house.client("supervisor").post(reverse("standards:talk_over", args=[prompt.pk]), follow=True)
    assert (page.status_code, "Nothing is left to talk over." in page.text) == (200, True)
    assert house.client("peer").get(reverse("standards:prompts", args=[house.worker.pk])).status_code == 404
