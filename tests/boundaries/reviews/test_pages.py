"""What pages show and take, beyond who may open them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boundaries.models import Interaction, ReviewSample
from boundaries.reviews.commands import close_review
from boundaries.standards.commands import answer_exception
from tests.factories.boundaries import draft
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.reviews import draw, flag, give, with_worker
from tests.factories.standards import ask_for_exception, change, in_force
from tests.factories.supervision import NOON

YESTERDAY = (NOON - timedelta(days=1)).date()
HEADER = "key,staff number,date,kind,case reference\n"


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["reviews:home", "reviews:interactions"])
def test_a_list_asks_as_much_at_three_rows_as_at_one(reviews, no_banners, page):
    def one_more():
        flag(reviews.worker)
        with_worker(draw(reviews.first, reviews.second, by=reviews.governance).reviews.get())

    one_more()
    found = []
    for _ in range(2):
        found.append([queries(reviews.client(who), reverse(page)) for who in ("worker", "governance")])
        one_more()
        one_more()
    assert found[0] == found[1]


def test_samples_ask_as_much_at_three_rows_as_at_one(reviews, no_banners):
    found = []
    for times in (1, 2):
        for _ in range(times):
            flag(reviews.worker)
            draw(reviews.first, reviews.second, by=reviews.governance)
        found.append(queries(reviews.client("governance"), reverse("reviews:samples")))
    assert found[0] == found[1]


def drawing(reviews, **more):
    return {
        "service": "", "first_on": "2027-01-01", "last_on": "2027-03-01", "margin": "15", "second_share": "20",
        "reviewers": [str(reviews.first.pk), str(reviews.second.pk)], "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000000", **more,
    }  # fmt: skip


def test_a_look_before_the_draw_says_how_many_and_draws_none(reviews):
    flag(reviews.worker)
    flag(reviews.worker, written=False)
    page = reviews.client("governance").post(reverse("reviews:draw"), drawing(reviews, preview="1"))
    assert ("1 of 1" in page.text, "Nothing is written about it yet" in page.text) == (True, True)
    assert not ReviewSample.objects.exists()


def test_the_same_form_sent_twice_draws_one_sample_that_its_seed_gives_again(reviews):
    flag(reviews.worker)
    client = reviews.client("governance")
    for _ in range(2):
        answered = client.post(reverse("reviews:draw"), drawing(reviews), follow=True)
    assert ReviewSample.objects.count() == 1
    assert "The stored seed and the frozen list give this very sample." in answered.text


def test_reviewers_who_are_concerned_are_refused_at_their_question(reviews):
    flag(reviews.worker)
    said = drawing(reviews, reviewers=[str(reviews.supervisor.pk)])
    page = reviews.client("governance").post(reverse("reviews:draw"), said)
    assert "Choose more reviewers." in page.text


def test_scores_are_kept_and_given_with_one_button_each(reviews):
    flag(reviews.worker)
    rating = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get().ratings.get(part="second")
    client, address = reviews.client(rating.rater), reverse("reviews:rating", args=[rating.pk])
    client.post(address, {"choice": "2"})
    incomplete = client.post(address, {"choice": "2", "give": "1"})
    assert "Something is missing before it can be given" in incomplete.text
    codes = ("boundary_consistency", "communication", "least_restrictive", "transparency", "ending")
    client.post(address, {**dict.fromkeys(codes, "3"), "choice": "2", "coercion": "no", "give": "1"})
    rating.refresh_from_db()
    assert (rating.state, rating.scores.get(criterion__code="choice").score) == ("given", "2")


def test_the_second_rater_sees_nothing_of_the_first(reviews):
    flag(reviews.worker, word="The account.")
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    give(review.ratings.get(part="first"), word="quinquereme")
    second = review.ratings.get(part="second")
    pages = [reverse("reviews:rating", args=[second.pk]), reverse("reviews:home"), "/"]
    said = "".join(reviews.client(second.rater).get(page).text for page in pages)
    assert ("The account." in said, "quinquereme" in said) == (True, False)
    assert reviews.client(second.rater).get(reverse("reviews:review", args=[review.pk])).status_code == 404


def test_the_supervisor_reads_it_after_the_worker_and_no_manager_does(reviews):
    flag(reviews.worker)
    review = with_worker(draw(reviews.first, reviews.second, by=reviews.governance).reviews.get())
    address = reverse("reviews:review", args=[review.pk])

    def who_reads():
        people = ("worker", "supervisor", "manager", "lead", "governance", "administrator", "peer")
        return [who for who in people if reviews.client(who).get(address).status_code == 200]

    before = who_reads()
    close_review(review=review, by=reviews.worker, now=NOON)
    assert (before, who_reads()) == (["worker"], ["worker", "supervisor"])


def bring(client, lines):
    file = SimpleUploadedFile("interactions.csv", (HEADER + lines).encode())
    return client.post(reverse("reviews:import"), {"file": file})


def test_a_file_is_shown_and_then_brought_in_once(reviews):
    person = PersonFactory(team=reviews.team, supervisor=reviews.supervisor, reference="LB7")
    client = reviews.client("governance")
    for expected in (1, 0):
        shown = bring(client, "K1,LB7,2027-02-20,distress,HB-1\n")
        assert f"{expected} new" in shown.text
        if expected:
            content = shown.context["preview"]["content"]
            client.post(reverse("reviews:import"), {"content": content})
    found = Interaction.objects.get()
    assert (found.worker, found.supervisor, found.came_from, found.outside_key) == (
        person, reviews.supervisor, "imported", "K1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("K1,NOBODY,2027-02-20,distress,", "Nobody with this staff number"),
        ("K1,LB7,2028-02-20,distress,", "lies ahead"),
        ("K1,LB7,2027-02-20,character,", "not on the list"),
        (",LB7,2027-02-20,distress,", "key is missing"),
        ("K1,LB7,2027-02-20,distress,943 476 5919", "looks like a name or a number"),
    ],
)
def test_a_line_that_cannot_be_taken_stops_the_file_and_says_why(reviews, line, why):
    PersonFactory(team=reviews.team, reference="LB7")
    shown = bring(reviews.client("governance"), f"{line}\nK2,LB7,2027-02-20,distress,\n")
    assert (why in shown.text, shown.context["preview"]["content"]) == (True, "")


def test_what_a_page_carries_is_believed_only_signed(reviews):
    page = reviews.client("governance").post(reverse("reviews:import"), {"content": "made up"})
    assert "Choose the file again." in page.text
    assert not Interaction.objects.exists()


def test_an_interaction_is_flagged_from_a_record_that_its_worker_may_read(reviews):
    decision = draft(reviews.worker, reviews.team)
    address = f"{reverse('reviews:flag')}?from=boundaries.decision:{decision.pk}"
    said = {"kind": "distress", "happened_on": "2027-02-27", "once": "7c9ebd9e-3b25-4b7c-8c5d-000000000001"}
    assert reviews.client("peer").get(address).status_code == 404
    reviews.client("worker").post(address, said)
    assert Interaction.objects.get().source_id == decision.pk


def rated_page(reviews, *, happened_on=YESTERDAY):
    flag(reviews.worker, happened_on=happened_on)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    rating = review.ratings.get(part="first")
    return reviews.client(rating.rater), reverse("reviews:rating", args=[rating.pk])


def test_whoever_rates_reads_the_standards_as_they_were_on_that_day(reviews):
    before = NOON - timedelta(days=9)
    standard = in_force(reviews.governance, now=before, can="We called back the same day.").standard
    in_force(reviews.governance, title="Gifts", can="Tea is welcome.")
    change(standard, reviews.governance, material=True, can="We call back within two days.")
    client, address = rated_page(reviews, happened_on=(NOON - timedelta(days=5)).date())
    page = client.get(address).text
    said = ("We called back the same day.", "We call back within two days.", "Tea is welcome.")
    assert [words in page for words in said] == [True, False, False]


def test_whoever_rates_reads_what_the_team_did_instead_on_that_day(reviews):
    standard = in_force(reviews.governance).standard
    for team, instead in ((reviews.team, "We text first."), (TeamFactory(), "We write letters.")):
        asked = ask_for_exception(standard, team, reviews.worker, instead=instead)
        answer_exception(exception=asked, answer="approved", by=reviews.governance, now=NOON)
    client, address = rated_page(reviews, happened_on=NOON.date())
    page = client.get(address).text
    assert ("We text first." in page, "We write letters." in page) == (True, False)


def test_the_rating_page_asks_as_much_with_three_standards_as_with_one(reviews, no_banners):
    client, address = rated_page(reviews)
    in_force(reviews.governance)
    found = [queries(client, address)]
    in_force(reviews.governance, title="Gifts")
    in_force(reviews.governance, title="Lifts", category="safety")
    assert [*found, queries(client, address)] == found * 2
