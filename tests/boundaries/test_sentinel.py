"""The words of a rationale and of an appeal are sealed: in no table, no mail, no trail, no log, no list, no letter."""

from datetime import timedelta

from django.urls import reverse

from boundaries.commands import answer_appeal, approve_decision, send_to_gate
from boundaries.enums import AppealOutcome
from tests.conftest import MailServer
from tests.factories.boundaries import DAY, answer, appeal, draft, write_rationale
from tests.factories.supervision import NOON
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.outbox.commands import send_waiting

WORD, CASE = "quinquereme", "HB-77018"


def test_the_words_stand_where_they_are_sealed_and_the_case_in_no_mail(
    catalogue, mail_server: MailServer, caplog
) -> None:
    load_shipped(now=NOON - DAY)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - DAY)
    decision = draft(catalogue.worker, catalogue.team, case_reference=CASE)
    write_rationale(decision, word=WORD)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    sweep(now=NOON)
    approve_decision(decision=decision, by=catalogue.manager, now=NOON)
    found = appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    answer("boundaries.appeal", found.pk, by=catalogue.lead, word=WORD)
    sweep(now=found.due_at)
    send_waiting(clock=lambda: found.due_at)
    answer_appeal(appeal=found, outcome=AppealOutcome.STANDS, by=catalogue.lead, now=found.due_at + timedelta(hours=1))
    mails = " ".join(str(message) for message in mail_server.wait_for(1))
    pages = [reverse("boundaries:decisions"), "/", reverse("boundaries:decision", args=[decision.pk])]
    said = "".join(catalogue.client("manager").get(page).text for page in pages)
    assert decision.reference in mails
    assert [WORD in text for text in (mails, caplog.text, said)] == [False, False, False]
    assert (CASE in mails, CASE in caplog.text) == (False, False)
    assert tables_holding(WORD) == set()
    assert tables_holding(CASE) == {"boundaries_decision"}
