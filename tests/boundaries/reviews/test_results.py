"""Agreement and teams as they are counted, the rubric's versions, and what is escalated and handed over."""

from datetime import timedelta

import pytest

from boundaries.models import RubricVersion
from boundaries.reviews import commands, teams_page
from boundaries.reviews.agreement_page import page as agreement
from boundaries.reviews.exceptions import NoRubricDraft, RubricIncomplete
from boundaries.reviews.shipped import ship_ladder
from tests.factories.people import PersonFactory
from tests.factories.reviews import draw, flag, give, with_worker
from tests.factories.supervision import NOON
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode
from workforce_assurance.people import queries as people
from workforce_assurance.people.charges import CHARGES

NEVER = ["0", "Not computable", "Not computable", "Not computable"]


def rated_twice(reviews, *pairs):
    for first, second in pairs:
        flag(reviews.worker)
        review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
        give(review.ratings.get(part="first"), "3", choice=first)
        give(review.ratings.get(part="second"), "3", choice=second)


def test_agreement_is_not_computable_where_nothing_was_rated_twice(reviews):
    assert [row[1:] for row in agreement(reviews.governance)["versions"][0]["rows"]] == [NEVER] * 7


def test_agreement_counts_views_as_they_were_given_before_they_were_settled(reviews):
    rated_twice(reviews, ("2", "2"), ("3", "3"), ("3", "2"), ("4", "4"))
    rows = {row[0]: row[1:] for row in agreement(reviews.governance)["versions"][0]["rows"]}
    assert rows["Choice offered"][:2] == ["4", "75 %"]
    assert rows["How it ended"] == ["4", "100 %", "1.00 (interval not computable)", "Not computable"]


def test_a_team_shows_nothing_before_five_workers_were_reviewed_and_not_that_all_of_few_kept_it(reviews):
    workers = [PersonFactory(team=reviews.team, supervisor=reviews.supervisor) for _ in range(5)]
    later = NOON + timedelta(days=40)

    def shown():
        return teams_page.page(reviews.manager, today=people.today(now=later), zone=people.zone())["rows"]

    for worker in workers[:4]:
        flag(worker)
    for review in draw(reviews.first, reviews.second, by=reviews.governance, margin=5).reviews.all():
        commands.close_review(review=with_worker(review), by=review.interaction.worker, now=NOON)
    before = shown()
    flag(workers[4])
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    commands.close_review(review=with_worker(review, choice="na"), by=workers[4], now=NOON)
    team = reviews.team.name
    assert before == [[team, "All", "Suppressed", "Suppressed"]]
    assert [row[1:] for row in shown()][:2] == [
        ["Boundary consistency", "5", "Suppressed"], ["How it ended", "5", "Suppressed"],
    ]  # fmt: skip
    assert "Choice offered" not in {row[1] for row in shown()}


def test_a_calibration_drafts_the_next_rubric_and_what_was_drawn_keeps_its_own(reviews):
    flag(reviews.worker)
    sample = draw(reviews.first, reviews.second, by=reviews.governance)
    said = {"held_on": NOON.date(), "criteria": ["choice"], "by": reviews.governance, "now": NOON}
    drafts = {commands.hold_calibration(taking_part=number, **said).pk for number in (2, 3)}
    criterion = RubricVersion.objects.drafts().get().criteria.get(code="choice")
    words = dict(criterion.behaviours, **{"1": "Nothing at all."})
    commands.change_criterion(
        criterion=criterion, label="Choice", question="What?", behaviours=words, by=reviews.governance, now=NOON
    )
    published = commands.publish_rubric(by=reviews.governance, now=NOON)
    sample.refresh_from_db()
    assert (drafts, published.number, sample.rubric.number) == ({published.pk}, 2, 1)
    assert published.criteria.get(code="choice").behaviours["1"] == "Nothing at all."
    with pytest.raises(NoRubricDraft):
        commands.publish_rubric(by=reviews.governance, now=NOON)


def test_a_criterion_describes_each_of_its_scores(reviews):
    commands.hold_calibration(held_on=NOON.date(), taking_part=2, criteria=["choice"], by=reviews.governance, now=NOON)
    criterion = RubricVersion.objects.drafts().get().criteria.get(code="choice")
    words = dict(criterion.behaviours, **{"1": " "})
    with pytest.raises(RubricIncomplete):
        commands.change_criterion(
            criterion=criterion, label="Choice", question="What?", behaviours=words, by=reviews.governance, now=NOON
        )


def test_a_late_rating_is_escalated_once_and_no_more_when_it_is_given(reviews):
    ship_ladder(NOON)
    start_kind(kind="boundaries.rating", by=None, now=NOON)
    flag(reviews.worker)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    late = review.ratings.first().due_at
    for _ in range(2):
        sweep(now=late)
    found = Episode.objects.filter(obligation_kind="boundaries.rating", closed_at=None)
    assert set(found.values_list("reference", "about")) == {
        (review.reference, reviews.first.pk), (review.reference, reviews.second.pk),
    }  # fmt: skip
    give(review.ratings.get(part="first"), now=late)
    assert found.count() == 1


def test_ratings_pass_to_a_successor_who_is_not_concerned(reviews):
    flag(reviews.worker)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    charge = CHARGES["boundaries.ratings"]
    assert len(charge.held(reviews.first, now=NOON)) == 1
    assert charge.why_not(reviews.first, reviews.supervisor, now=NOON)
    assert charge.why_not(reviews.first, reviews.manager, now=NOON) == ""
    passed = charge.hand_over(person=reviews.first, successor=reviews.manager, leaves=True, by=reviews.first, now=NOON)
    assert (passed, review.ratings.waiting().of(reviews.manager).count()) == (1, 1)
