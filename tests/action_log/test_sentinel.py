"""The words of an action stand in the log's own two columns and nowhere else: no mail, no trail, no other table, no log."""

from datetime import timedelta

import pytest

from tests.conftest import MailServer
from tests.factories.action_log import DUE_AT, NOON, open_one
from tests.factories.people import OrganisationFactory
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.action_log import commands
from workforce_assurance.action_log.models import Action
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.outbox.commands import send_waiting

pytestmark = pytest.mark.django_db

TITLE, EVIDENCE = "quinquereme-title", "quinquereme-evidence"
FIRST = {"action_log_action", "action_log_evidence"}


def test_the_words_of_an_action_are_in_no_mail_no_trail_and_no_log(mail_server: MailServer, caplog) -> None:
    OrganisationFactory()
    load_shipped(now=NOON)
    sweep(now=NOON)
    action = open_one(title=TITLE)
    sweep(now=DUE_AT)
    send_waiting(clock=lambda: DUE_AT)
    commands.submit_evidence(action=action, kind="seen", words=EVIDENCE, by=action.owner, now=DUE_AT)
    late = Action.objects.get().evidence.get().due_at
    sweep(now=late)
    send_waiting(clock=lambda: late)
    commands.check_evidence(action=action, by=action.checker, now=late + timedelta(hours=1))
    mails = " ".join(str(message) for message in mail_server.wait_for(2))
    assert len(mail_server.messages) == 2
    assert "1 action past its date" in mails
    assert action.reference in mails
    assert ("quinquereme" in mails, "quinquereme" in caplog.text) == (False, False)
    assert tables_holding("quinquereme") == FIRST
