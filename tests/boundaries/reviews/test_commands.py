"""From flagged to closed: what commands do, what they refuse, and what the trail says."""

from datetime import timedelta

import pytest

from boundaries.models import FramePlace, Rating, Review
from boundaries.reviews import commands
from boundaries.reviews.enums import LeftOut
from boundaries.reviews.exceptions import (
    HappenedAtAnotherTime,
    IsConcerned,
    LeftOutAlready,
    NobodyToReview,
    NothingToDraw,
    NotTheirInteraction,
    NotTheirRating,
    NotWithTheWorker,
    RatingAlreadyGiven,
    RatingIncomplete,
    ScoreUnknown,
)
from boundaries.reviews.results import criteria_that_differ, standing_scores
from tests.factories.reviews import DAY, draw, flag, give, score, with_worker
from tests.factories.supervision import NOON
from workforce_assurance.action_log.models import Action
from workforce_assurance.audit.models import TrailEntry


def actions_of(row):
    return list(TrailEntry.objects.filter(subject_id=str(row.pk)).order_by("pk").values_list("action", flat=True))


def test_a_flagged_interaction_keeps_who_supervised_on_its_day(reviews):
    found = flag(reviews.worker)
    assert (found.worker, found.team, found.supervisor) == (reviews.worker, reviews.team, reviews.supervisor)
    assert actions_of(found) == ["interaction flagged"]


@pytest.mark.parametrize("days", [-1, 61])
def test_an_interaction_ahead_or_long_ago_is_refused(reviews, days):
    with pytest.raises(HappenedAtAnotherTime):
        flag(reviews.worker, happened_on=(NOON - days * DAY).date())


def test_somebody_in_no_team_flags_nothing(reviews):
    with pytest.raises(NotTheirInteraction):
        flag(reviews.stranger)


def test_what_is_left_out_stands_in_the_frozen_list_with_its_reason(reviews):
    asked, waits, drawn = flag(reviews.worker), flag(reviews.worker, written=False), flag(reviews.worker)
    commands.leave_out(interaction=asked, because=LeftOut.PERSON_ASKED, by=reviews.governance, now=NOON)
    sample = draw(reviews.first, reviews.second, by=reviews.governance)
    found = dict(FramePlace.objects.filter(sample=sample).values_list("interaction", "left_out_because"))
    assert found == {asked.pk: "person_asked", waits.pk: "waits", drawn.pk: ""}
    assert list(sample.reviews.values_list("interaction", flat=True)) == [drawn.pk]


def test_what_was_drawn_is_left_out_no_more(reviews):
    found = flag(reviews.worker)
    draw(reviews.first, reviews.second, by=reviews.governance)
    with pytest.raises(LeftOutAlready):
        commands.leave_out(interaction=found, because=LeftOut.WRONG, by=reviews.governance, now=NOON)


def test_nothing_is_drawn_twice(reviews):
    flag(reviews.worker)
    draw(reviews.first, reviews.second, by=reviews.governance)
    with pytest.raises(NothingToDraw):
        draw(reviews.first, reviews.second, by=reviews.governance)


def test_a_sample_is_not_drawn_for_reviewers_who_are_concerned(reviews):
    flag(reviews.worker)
    with pytest.raises(NobodyToReview):
        draw(reviews.supervisor, reviews.first, by=reviews.governance)


def test_a_rating_lacks_scores_and_words_until_they_are_there(reviews):
    flag(reviews.worker)
    first = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get().ratings.get(part="first")
    score(first, ending="")
    with pytest.raises(RatingIncomplete, match="How it ended, In words"):
        commands.give_rating(rating=first, by=first.rater, now=NOON)


def test_only_who_was_asked_scores_and_only_with_scores_of_the_criterion(reviews):
    flag(reviews.worker)
    first = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get().ratings.get(part="first")
    with pytest.raises(NotTheirRating):
        commands.keep_scores(rating=first, scores={}, by=reviews.governance, now=NOON)
    with pytest.raises(ScoreUnknown):
        commands.keep_scores(rating=first, scores={"coercion": "4"}, by=first.rater, now=NOON)


def test_two_views_that_agree_bring_it_to_the_worker(reviews):
    flag(reviews.worker)
    review = with_worker(draw(reviews.first, reviews.second, by=reviews.governance).reviews.get())
    assert (review.state, review.with_worker_at, criteria_that_differ(review)) == ("with_worker", NOON, {})


def test_two_views_that_differ_are_settled_by_a_third(reviews):
    flag(reviews.worker)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    give(review.ratings.get(part="first"), "3")
    review = give(review.ratings.get(part="second"), "3", choice="2")
    settling = review.ratings.get(part="settling")
    assert (review.state, settling.rater) == ("to_settle", reviews.governance)
    review = give(settling, "4")
    assert (review.state, standing_scores(review)["choice"], standing_scores(review)["ending"]) == (
        "with_worker",
        "4",
        "3",
    )


def test_a_given_rating_is_given_once(reviews):
    flag(reviews.worker)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    first = review.ratings.get(part="first")
    give(first)
    with pytest.raises(RatingAlreadyGiven):
        commands.give_rating(rating=first, by=first.rater, now=NOON)
    assert actions_of(first) == ["scores kept", "rating given"]


def test_the_worker_closes_it_and_nobody_else_does(reviews):
    flag(reviews.worker)
    review = with_worker(draw(reviews.first, reviews.second, by=reviews.governance).reviews.get())
    with pytest.raises(NotWithTheWorker):
        commands.close_review(review=review, by=reviews.supervisor, now=NOON)
    closed = commands.close_review(review=review, by=reviews.worker, now=NOON)
    assert (closed.state, closed.closed_because) == ("closed", "worker")
    assert actions_of(review) == ["review with the worker", "review closed"]


def test_a_review_closes_by_itself_once(reviews):
    flag(reviews.worker)
    review = with_worker(draw(reviews.first, reviews.second, by=reviews.governance).reviews.get())
    early = commands.close_past_reviews(now=review.closes_at - timedelta(seconds=1))
    found = [commands.close_past_reviews(now=review.closes_at) for _ in range(2)]
    assert (early, found, Review.objects.get().closed_because) == (0, [1, 0], "time")


def test_a_critical_item_leads_to_a_talk_of_the_supervisor_that_names_nobody(reviews):
    flag(reviews.worker)
    review = with_worker(draw(reviews.first, reviews.second, by=reviews.governance).reviews.get(), critical="yes")
    assert not Action.objects.exists()
    commands.close_review(review=review, by=reviews.worker, now=NOON)
    title = f"Talk with the worker about interaction review {review.reference}"
    assert list(Action.objects.values_list("owner", "title")) == [(reviews.supervisor.pk, title)]


def test_a_passed_rating_begins_anew_with_somebody_who_is_not_concerned(reviews):
    flag(reviews.worker)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    first = review.ratings.get(part="first")
    for person in (reviews.worker, reviews.supervisor, review.ratings.get(part="second").rater):
        with pytest.raises(IsConcerned):
            commands.pass_rating(rating=first, to=person, by=reviews.administrator, now=NOON)
    commands.pass_rating(rating=first, to=reviews.manager, by=reviews.administrator, now=NOON)
    found = Rating.objects.filter(part="first").order_by("state").values_list("state", "rater")
    assert list(found) == [("passed_on", first.rater_id), ("waits", reviews.manager.pk)]
