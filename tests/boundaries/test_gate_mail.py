"""The mail to whoever asked that the gate has answered: which answer, and of nobody and nothing else."""

from datetime import timedelta

import pytest

from boundaries.commands import approve_decision, refuse_decision, return_decision, send_to_gate, withdraw_decision
from boundaries.enums import RefusalReason
from tests.factories.boundaries import at_the_gate
from tests.factories.people import LeaveFactory
from tests.factories.supervision import NOON
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.outbox.models import Mail

HOUR = timedelta(hours=1)
ANSWERS = {
    "was let through at the gate": lambda one, by: approve_decision(decision=one, by=by, now=NOON),
    "came back from the gate": lambda one, by: return_decision(decision=one, say_more=["risk"], by=by, now=NOON),
    "was refused at the gate": lambda one, by: refuse_decision(
        decision=one, reason=RefusalReason.UNFAIR, by=by, now=NOON
    ),
}


def all_of(mail):
    return " ".join([mail.subject, mail.body, *(body for body, _ in mail.alternatives)])


@pytest.fixture
def decision(catalogue):
    return at_the_gate(catalogue.worker, catalogue.team)


def gate_mails():
    return Mail.objects.filter(kind="boundaries.gate_answer")


@pytest.mark.parametrize("words", ANSWERS)
def test_whoever_asked_is_told_which_answer_it_is(catalogue, decision, mailoutbox, words):
    ANSWERS[words](decision, catalogue.manager)
    send_waiting(clock=lambda: NOON)
    (mail,) = [one for one in mailoutbox if one.to == [catalogue.worker.email]]
    assert mail.subject == f"Decision {decision.reference} {words}"
    assert f"/decisions/{decision.pk}/" in mail.body


@pytest.mark.parametrize("words", ANSWERS)
def test_it_says_of_whom_and_of_what_nothing(catalogue, decision, mailoutbox, words):
    ANSWERS[words](decision, catalogue.manager)
    send_waiting(clock=lambda: NOON)
    (mail,) = [one for one in mailoutbox if one.to == [catalogue.worker.email]]
    said = all_of(mail).lower()
    told = ("hb-2207", "exclusion", "threatened", "one of our places", "treated otherwise", "risk", "morgan", "okoro")
    assert [word for word in told if word in said] == []


def test_who_is_away_reads_it_on_the_page(catalogue, decision):
    approve_decision(decision=decision, by=catalogue.manager, now=NOON)
    LeaveFactory(person=catalogue.worker, starts_on=NOON.date(), ends_on=None)
    send_waiting(clock=lambda: NOON)
    assert gate_mails().get().state == "superseded"


def test_what_came_to_the_gate_again_is_not_told_any_more(catalogue, decision):
    return_decision(decision=decision, say_more=["risk"], by=catalogue.manager, now=NOON)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON + HOUR)
    send_waiting(clock=lambda: NOON + HOUR)
    assert gate_mails().get().why == "It came to the gate again since."


def test_each_answer_is_told_once(catalogue, decision):
    return_decision(decision=decision, say_more=["risk"], by=catalogue.manager, now=NOON)
    send_waiting(clock=lambda: NOON)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON + HOUR)
    approve_decision(decision=decision, by=catalogue.manager, now=NOON + HOUR)
    send_waiting(clock=lambda: NOON + HOUR)
    assert list(gate_mails().values_list("state", flat=True)) == ["sent", "sent"]


def test_who_takes_it_back_gets_no_mail(catalogue, decision):
    withdraw_decision(decision=decision, by=catalogue.worker, now=NOON)
    assert not gate_mails().exists()
