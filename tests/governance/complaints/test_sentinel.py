"""What is said in a complaint and what was found are sealed: in no table, mail, trail, log, list or file."""

from datetime import timedelta

from django.urls import reverse

from governance.complaints.commands import close_complaint, pass_complaint
from governance.complaints.enums import NoChange
from tests.conftest import MailServer
from tests.factories.complaints import DAY, WORD, answered, received, write_account, write_answer
from tests.factories.supervision import NOON
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.outbox.commands import send_waiting

CASE = "HB-77018"


def test_the_words_stand_where_they_are_sealed_and_the_case_in_no_mail(
    house, team, mail_server: MailServer, caplog
) -> None:
    load_shipped(now=NOON - DAY)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - DAY)
    complaint = received(team, house.worker, case_reference=CASE)
    write_account(complaint, word=WORD)
    write_answer(complaint, word=WORD)
    pass_complaint(complaint=complaint, to=house.lead, by=house.manager, now=NOON)
    late = NOON + 40 * DAY
    sweep(now=late)
    send_waiting(clock=lambda: late)
    complaint = answered(complaint, word=WORD, now=late + timedelta(hours=1))
    close_complaint(complaint=complaint, no_change=NoChange.ALREADY, by=house.lead, now=late + timedelta(hours=1))
    mails = " ".join(str(message) for message in mail_server.wait_for(1))
    pages = ["/complaints/", "/", reverse("complaints:complaint", args=[complaint.pk]), "/my/data/"]
    said = "".join(house.client("lead").get(page).text for page in pages)
    said += b"".join(house.client("lead").get("/complaints/complaints.csv")).decode()
    assert complaint.reference in mails
    assert [WORD in text for text in (mails, caplog.text, said)] == [False, False, False]
    assert (CASE in mails, CASE in caplog.text) == (False, False)
    assert tables_holding(WORD) == set()
    assert tables_holding(CASE) == {"governance_complaint"}
