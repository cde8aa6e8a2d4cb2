"""Drafting an agreement, signing it, what it does from then on, and how it ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supervision.commands import (
    Figures,
    change_figures,
    draft_agreement,
    plan_ahead,
    plan_for,
    withdraw_agreement,
)
from supervision.exceptions import (
    AgreementInTheMaking,
    AgreementIsLooser,
    AgreementNotDrafted,
    NotTheirSupervisor,
    WorkerReceivesNoSupervision,
)
from supervision.models import Agreement, CadencePolicy, Session
from supervision.policy_terms import terms_of
from supervision.preview import preview_of
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import NOON, publish
from tests.supervision.agreeing import FORTNIGHT, agree, both_sign, put_forward, record_of, write
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.commands.lines import assign_supervisor
from workforce_assurance.structured_templates.commands import reopen_response, sign
from workforce_assurance.structured_templates.contents import values_of
from workforce_assurance.structured_templates.models import Answer
from workforce_assurance.structured_templates.refusals import MayNotWrite

pytestmark = pytest.mark.django_db
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def supervisor():
    OrganisationFactory()
    load_shipped(now=NOON)
    return PersonFactory(full_name="Sasha Reed", receives_supervision=False)


@pytest.fixture
def worker(supervisor):
    return PersonFactory(full_name="Sam Okoro", supervisor=supervisor, date_joined=NOON - timedelta(days=5))


def draft(worker, supervisor, now=NOON, **changes):
    return draft_agreement(worker=worker, figures=replace(FORTNIGHT, **changes), by=supervisor, now=now)


def state_of(agreement):
    return Agreement.objects.get(pk=agreement.pk).state


def test_it_is_drafted_put_forward_and_in_force_once_both_have_signed(worker, supervisor):
    agreement = draft(worker, supervisor)
    assert state_of(agreement) == "drafted"
    response = put_forward(agreement, now=NOON)
    assert state_of(agreement) == "proposed"
    both_sign(response, supervisor, now=NOON)
    assert state_of(agreement) == "proposed"
    both_sign(response, worker, now=TOMORROW)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.agreed_on, agreement.review_on) == (
        "signed", date(2027, 3, 2), date(2028, 3, 2),
    )  # fmt: skip


def test_the_trail_has_figures_and_no_word(worker, supervisor):
    agree(worker, supervisor, now=NOON)
    entry = TrailEntry.objects.get(action="agreement signed")
    assert entry.facts == {
        "longest_gap_days": 14, "least_minutes": 60, "place": "room", "review_months": 12, "review_on": "2028-03-01",
    }  # fmt: skip
    assert "Heron" not in str(list(TrailEntry.objects.values_list("facts", flat=True)))


def test_going_back_to_writing_takes_it_back_to_a_draft_whose_figures_change(worker, supervisor):
    agreement = draft(worker, supervisor)
    response = put_forward(agreement, now=NOON)
    with pytest.raises(AgreementNotDrafted, match="Go back to writing first"):
        change_figures(agreement=agreement, figures=replace(FORTNIGHT, longest_gap_days=7), by=supervisor, now=NOON)
    reopen_response(response=response, by=supervisor, now=NOON)
    change_figures(agreement=agreement, figures=replace(FORTNIGHT, longest_gap_days=7), by=supervisor, now=NOON)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.longest_gap_days) == ("drafted", 7)
    assert TrailEntry.objects.filter(action="agreement changed").count() == 1


def test_nothing_changes_in_the_plan_before_both_have_signed(worker, supervisor):
    plan_for(worker_ids=[worker.pk], now=NOON)
    before = list(Session.objects.values_list("due_on", "due_because", "minutes"))
    put_forward(draft(worker, supervisor), now=NOON)
    plan_for(worker_ids=[worker.pk], now=NOON)
    assert list(Session.objects.values_list("due_on", "due_because", "minutes")) == before


def test_signed_it_plans_sooner_and_longer_and_says_so(worker, supervisor):
    plan_for(worker_ids=[worker.pk], now=NOON)
    agree(worker, supervisor, now=NOON, figures=Figures(10, 100, "call"))
    sessions = list(Session.objects.order_by("due_on").values_list("due_on", "minutes"))
    assert sessions[0] == (date(2027, 3, 11), 100)
    assert {minutes for _, minutes in sessions} == {100}
    assert {session.due_because.partition(" (")[2] for session in Session.objects.all()} == {
        "agreement of 1 March 2027)."
    }


def test_a_preview_of_the_next_90_days_counts_with_it(worker, supervisor):
    agree(worker, supervisor, now=NOON)
    seldom = replace(terms_of(CadencePolicy.objects.get()), longest_gap_days=60, phase_in=(), returning=())
    found = preview_of(seldom, now=NOON)
    assert (found.before.sessions, found.after.sessions) == (6, 6)


def test_a_policy_that_grows_tighter_later_wins(worker, supervisor):
    agree(worker, supervisor, now=NOON)
    publish(now=TOMORROW, longest_gap_days=7)
    plan_ahead(now=TOMORROW)
    assert Session.objects.order_by("due_on").first().due_because.endswith("(Organisation standard).")


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"longest_gap_days": 29}, "agree on 28 days or fewer"), ({"least_minutes": 30}, "Agree on 45 minutes or more")],
)
def test_what_is_looser_than_the_policy_is_refused(worker, supervisor, changes, words):
    with pytest.raises(AgreementIsLooser, match=words):
        draft(worker, supervisor, **changes)
    assert not Agreement.objects.exists()


def test_only_the_supervisor_of_the_line_begins_one(worker, supervisor):
    with pytest.raises(NotTheirSupervisor):
        draft(worker, PersonFactory())


def test_nobody_without_supervision_has_one(supervisor):
    nobody = PersonFactory(supervisor=supervisor, receives_supervision=False)
    with pytest.raises(WorkerReceivesNoSupervision):
        draft(nobody, supervisor)


def test_there_is_one_in_the_making_at_most(worker, supervisor):
    draft(worker, supervisor)
    with pytest.raises(AgreementInTheMaking):
        draft(worker, supervisor)


def test_the_next_one_begins_with_the_words_of_the_last_and_takes_its_place(worker, supervisor):
    first = agree(worker, supervisor, now=NOON)
    second = draft(worker, supervisor, now=TOMORROW)
    words = [value.words for value in values_of(Answer.objects.filter(response=record_of(second))).values()]
    assert "Heron: only if somebody is not safe." in words
    assert state_of(first) == "signed"
    both_sign(put_forward(second, now=TOMORROW, words={}), supervisor, worker, now=TOMORROW)
    first.refresh_from_db()
    assert (first.state, first.ended_because, state_of(second)) == ("ended", "replaced", "signed")


def test_taken_back_it_ends_and_what_was_in_force_stays(worker, supervisor):
    first = agree(worker, supervisor, now=NOON)
    second = draft(worker, supervisor)
    withdraw_agreement(agreement=second, by=supervisor, now=NOON)
    assert (state_of(first), state_of(second)) == ("signed", "ended")
    with pytest.raises(AgreementNotDrafted):
        withdraw_agreement(agreement=first, by=supervisor, now=NOON)


def test_it_ends_when_the_supervisor_changes_and_counts_no_more(worker, supervisor):
    agreement = agree(worker, supervisor, now=NOON)
    new = PersonFactory()
    assign_supervisor(worker=worker, supervisor=new, starts_on=TOMORROW.date(), by=supervisor, now=TOMORROW)
    plan_ahead(now=TOMORROW)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_because) == ("ended", "supervisor")
    assert TrailEntry.objects.get(action="agreement ended").about_id == worker.pk
    assert not Session.objects.filter(due_because__contains="agreement").exists()


def test_the_next_supervisor_begins_with_none_of_the_words(worker, supervisor):
    agree(worker, supervisor, now=NOON)
    new = PersonFactory()
    assign_supervisor(worker=worker, supervisor=new, starts_on=TOMORROW.date(), by=supervisor, now=TOMORROW)
    agreement = draft(worker, new, now=TOMORROW)
    assert not Answer.objects.filter(response=record_of(agreement)).exists()


def test_nothing_is_signed_in_one_whose_supervisor_changed(worker, supervisor):
    agreement = draft(worker, supervisor)
    response = put_forward(agreement, now=NOON)
    both_sign(response, supervisor, now=NOON)
    new = PersonFactory()
    assign_supervisor(worker=worker, supervisor=new, starts_on=TOMORROW.date(), by=supervisor, now=TOMORROW)
    with pytest.raises(MayNotWrite, match="has ended"):
        sign(response=response, seen_sha256=response.content_sha256, by=worker, now=TOMORROW)
    plan_ahead(now=TOMORROW)
    assert state_of(agreement) == "ended"


def test_nothing_is_written_in_one_that_was_taken_back(worker, supervisor):
    agreement = draft(worker, supervisor)
    withdraw_agreement(agreement=agreement, by=supervisor, now=NOON)
    with pytest.raises(MayNotWrite):
        write(agreement, by=supervisor, now=NOON)
