"""The words of an account, of a review and of a reply are sealed: in no table, no mail, no trail, no log, no list, no action."""

from datetime import timedelta

import pytest
from django.urls import reverse

from boundaries.reviews.commands import close_review, give_rating
from boundaries.reviews.enums import REPLY_PURPOSE
from boundaries.reviews.exceptions import RatingIncomplete
from tests.conftest import MailServer
from tests.factories.boundaries import answer
from tests.factories.reviews import DAY, draw, flag, with_worker
from tests.factories.supervision import NOON
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.outbox.commands import send_waiting

WORD, CASE = "quinquereme", "HB-77018"


def test_the_words_stand_where_they_are_sealed_and_the_case_in_no_mail(
    reviews, mail_server: MailServer, caplog
) -> None:
    load_shipped(now=NOON - DAY)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - DAY)
    flag(reviews.worker, word=WORD, case_reference=CASE)
    review = draw(reviews.first, reviews.second, by=reviews.governance).reviews.get()
    first, late = review.ratings.get(part="first"), review.ratings.first().due_at
    sweep(now=late)
    send_waiting(clock=lambda: late)
    with pytest.raises(RatingIncomplete) as refused:
        give_rating(rating=first, by=first.rater, now=late)
    review = with_worker(review, now=late, word=WORD, critical="yes")
    answer(REPLY_PURPOSE, review.pk, by=reviews.worker, word=WORD, now=late)
    close_review(review=review, by=reviews.worker, now=late + timedelta(hours=1))
    mails = " ".join(str(message) for message in mail_server.wait_for(1))
    pages = {
        "worker": ["/", "/reviews/", "/reviews/interactions/", "/reviews/interactions/interactions.csv", "/actions/"],
        "supervisor": ["/", "/reviews/", "/actions/"],
        "manager": ["/", "/reviews/", "/reviews/teams/", "/actions/"],
        "governance": [
            "/reviews/interactions/", "/reviews/agreement/", "/reviews/samples/", reverse("reviews:sample", args=[review.sample_id])
        ],
    }  # fmt: skip
    said = "".join(reviews.client(who).get(page).text for who, found in pages.items() for page in found)
    assert review.reference in mails
    assert [WORD in text for text in (mails, caplog.text, said, str(refused.value))] == [False] * 4
    assert (CASE in mails, CASE in caplog.text) == (False, False)
    assert tables_holding(WORD) == set()
    assert tables_holding(CASE) == {"boundaries_interaction"}
