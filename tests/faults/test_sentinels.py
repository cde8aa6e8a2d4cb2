"""A word of each confidential field, written through real processes, stands nowhere that it could be read."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from debriefs.models import ComparedAccount, Debrief
from debriefs.tasks import suggest_similar
from supervision.models import Session
from tests.conftest import MailServer, StartProcess, broker_client
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import SessionFactory
from tests.faults.incident_words import AT_HOME, MANAGER, REPORTER, reporter_and_manager, write_incident
from tests.faults.test_error_answers import PASSWORD, Visitor, fields_of, start_web
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.tasks import sweep
from workforce_assurance.outbox.tasks import send
from workforce_assurance.structured_templates.commands import open_response
from workforce_assurance.structured_templates.models import (
    Amendment,
    Answer,
    KeptText,
    Response,
    ResponseSection,
    Statement,
)

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FIELDS = (
    "private long why scale_words group_words adjustment draft kept statement reason amendment prepared released topic"
)
SENTINELS = {name: f"quinquereme-{name.replace('_', '-')}" for name in FIELDS.split()}
STEM = "quinquereme"


@pytest.fixture
def record() -> Any:
    OrganisationFactory()
    supervisor = PersonFactory(full_name="Ines Duarte", email="ines@harbour.example", password=PASSWORD)
    worker = PersonFactory(full_name="Sam Okoro", email="sam@harbour.example", password=PASSWORD)
    now = timezone.now()
    load_shipped(now=now)
    # It was never said to have been held, and its grace is over.
    reporter_and_manager(f"{STEM}-vasari", PASSWORD)
    session = SessionFactory(worker=worker, supervisor=supervisor, due_on=timezone.localdate() - timedelta(days=8))
    return open_response(
        purpose="supervision", subject_id=session.pk, author=supervisor, subject=worker, by=supervisor, now=now
    )


class Writer(Visitor):
    """Somebody signed in who notes the title of every page."""

    def __init__(self, site: str, email: str) -> None:
        super().__init__(site)
        self.titles: list[str] = []
        self.post("/accounts/login/", login=email, password=PASSWORD)

    def _ask(self, request: Request) -> tuple[int, str]:
        status, page = super()._ask(request)
        self.titles += re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
        return status, page

    def form(self, path: str, **fields: str) -> str:
        status, page = self.post(path, **fields)
        assert status == 200, (path, status, re.findall(r"Fill in.*|error-summary.*", page)[:9])
        return page

    def press(self, page: str, button: str, **fields: str) -> None:
        token = fields_of(self.get(page)[1])["csrfmiddlewaretoken"]
        sent = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        assert self._ask(Request(self.site + button, sent, {"Origin": self.site}))[0] == 200, button


def page_of(record: Any, section: str) -> str:
    return reverse("record_section", args=[record.pk, section])


def write_everything(record: Any, site: str) -> list[str]:
    """Every confidential field, by the pages that people use; gives the titles that were shown."""
    author, worker = Writer(site, "ines@harbour.example"), Writer(site, "sam@harbour.example")
    author.form(page_of(record, "prepare"), **{"q.on_my_mind": SENTINELS["private"], "save": "1"})
    author.form(page_of(record, "opening"), **{"q.from_last_time": SENTINELS["long"], "save": "1"})
    author.form(
        page_of(record, "boundary_challenges"),
        **{"q.any": "no", "q.safe": "no", "q.safe.why": SENTINELS["why"], "save": "1"},
    )
    author.form(page_of(record, "escalation_decisions"), **{"q.any": "no", "save": "1"})
    case = {"q.case": "C-1042", "q.engagement": "2", "q.restrictions": "no", "q.their_view": SENTINELS["scale_words"]}
    author.form(page_of(record, "case_review"), **case, save="1")
    concern = {"case": "C-1043", "concern": SENTINELS["group_words"]}
    in_a_row(author, page_of(record, "current_caseload_risk"), "q.cases", concern)
    agreed = {
        "kind": "contact_plan",
        "what": SENTINELS["adjustment"],
        "owner": str(worker_of(record)),
        "starts_on": "2027-03-01",
        "check_on": "2027-03-29",
    }
    in_a_row(author, page_of(record, "adjustments"), "q.agreed", agreed)
    prepare(author, worker, record)
    autosave(worker, record)
    run_out(site, worker, record)
    finish(record, author, worker)
    return author.titles + worker.titles


def in_a_row(author: Writer, page: str, question: str, parts: dict[str, str]) -> None:
    """The first row of a question that is answered in rows; the page gives the row its key."""
    fields = fields_of(author.get(page)[1])
    row = fields[f"{question}.row"]
    sent = fields | {f"{question}.{row}.{part}": text for part, text in parts.items()} | {"save": "1"}
    status, answered = author._ask(Request(author.site + page, urlencode(sent).encode(), {"Origin": author.site}))
    assert (status, "data-error-summary" in answered) == (200, False), question


def worker_of(record: Any) -> Any:
    return record.parties.get(part="subject").person_id


def prepare(author: Writer, worker: Writer, record: Any) -> None:
    """What the worker keeps for themselves, what they release, and a topic; the supervisor reads the last two."""
    session = f"/supervision/{record.subject_id}/"
    worker.press(f"{session}preparation/", f"{session}preparation/write/")
    response = Response.objects.get(purpose="supervision_preparation")
    words = {"q.on_my_mind": SENTINELS["prepared"], "q.want_to_bring": SENTINELS["released"]}
    worker.form(page_of(response, "prepare"), **words, save="1")
    answer = Answer.objects.get(response=response, question__key="want_to_bring")
    chosen = {"answer": str(answer.pk), "seen": answer.answered_at.isoformat()}
    worker.press(f"{session}preparation/", f"{session}preparation/release/", **chosen)
    worker.form(f"{session}topics/", text=SENTINELS["topic"])
    read = author.get(session)[1]
    assert [name for name in ("prepared", "released", "topic") if SENTINELS[name] in read] == ["released", "topic"]


def autosave(writer: Writer, record: Any) -> None:
    page = page_of(record, "prepare")
    sent = fields_of(writer.get(page)[1]) | {"q.want_to_bring": SENTINELS["draft"]}
    headers = {"Origin": writer.site, "X-Autosave": "1"}
    status, _ = writer._ask(Request(f"{writer.site}{page}autosave/", urlencode(sent).encode(), headers))
    assert status == 200


def run_out(site: str, writer: Writer, record: Any) -> None:
    """Sent by somebody who is signed out meanwhile."""
    page = page_of(record, "prepare")
    form = fields_of(writer.get(page)[1]) | {"q.on_my_mind": SENTINELS["kept"], "save": "1"}
    out = Visitor(site)
    out.get("/accounts/login/")
    token = fields_of(out.get("/accounts/login/")[1])["csrfmiddlewaretoken"]
    out._ask(Request(site + page, urlencode(form | {"csrfmiddlewaretoken": token}).encode(), {"Origin": site}))
    assert KeptText.objects.exists()


def finish(record: Any, author: Writer, worker: Writer) -> None:
    at = {name: reverse(f"record_{name}", args=[record.pk]) for name in ("check", "finish", "sign", "amend", "read")}
    token = fields_of(author.get(at["check"])[1])
    author._ask(Request(author.site + at["finish"], urlencode(token).encode(), {"Origin": author.site}))
    record.refresh_from_db()
    assert record.state == "to_sign", ResponseSection.objects.values_list("section__key", "state")
    worker.form(at["sign"], agreed="on", text=SENTINELS["statement"])
    author.form(at["sign"], agreed="on")
    author.form(at["amend"], reason=SENTINELS["reason"], text=SENTINELS["amendment"])
    for name in ("read", "check"):
        author.get(at[name])
        worker.get(at[name])


def broken_constraints(record: Any) -> None:
    """A refused row is what a database likes to write into its log."""
    for row in (Answer.objects.first(), Statement.objects.get(), Amendment.objects.get()):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.bulk_create([row])


def in_the_broker() -> Iterator[bytes]:
    broker = broker_client()
    for key in broker.scan_iter(count=500):
        yield key + (broker.dump(key) or b"")


def log_of_the_database() -> str:
    folder = Path(connection.settings_dict["OPTIONS"].get("host") or connection.settings_dict["HOST"]).parent
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0]).parent
    return (folder / "postgresql.log").read_text(errors="replace")


def test_a_word_of_a_record_stands_nowhere_that_it_could_be_read(
    record: Any, start_process: StartProcess, celery_worker: Any, mail_server: MailServer, tmp_path: Path
) -> None:
    site = start_web(start_process, EMAIL_URL=mail_server.url)
    titles = write_everything(record, site)
    reporter, manager = Writer(site, REPORTER), Writer(site, MANAGER)
    write_incident(reporter, manager, STEM)
    titles += reporter.titles + manager.titles
    everybody_was_heard(record)
    broken_constraints(record)
    PersonFactory(email="asks@harbour.example", password=PASSWORD)
    Visitor(site).post("/accounts/password/reset/", email="asks@harbour.example")
    overdue = Session.objects.get(pk=record.subject_id)
    waiting = b"".join(in_the_broker())
    suggest_similar.delay()
    sweep.delay()
    wait_for_the_sweep(tmp_path)
    send.delay()
    # A new password, the session, the late debrief, and that an incident was logged: to the manager and the safety net.
    mails = mail_server.wait_for(5)
    about_the_session = [mail["to"] for mail in mails if overdue.reference in mail.as_string()]
    late = Debrief.objects.get(strand="hot").reference
    assert [mail["to"] for mail in mails if late in mail.as_string()] == [MANAGER]
    assert about_the_session == [record.parties.get(part="author").person.email]
    places = {
        "mail": "".join(message.as_string() for message in mails),
        "titles": "".join(titles),
        "processes": _said(tmp_path),
        "database log": log_of_the_database(),
        "broker": (waiting + b"".join(in_the_broker())).decode("latin-1"),
    }
    assert "duplicate key" in places["database log"]
    assert "Task escalations.sweep" in places["processes"]
    assert ComparedAccount.objects.count() == 1
    assert [name for name, text in places.items() if STEM in text] == []
    assert tables_holding(STEM) == AT_HOME


def wait_for_the_sweep(folder: Path) -> None:
    """What it says is looked through, and the alert that it makes."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and "Task escalations.sweep" not in _said(folder):
        time.sleep(0.2)


def _said(folder: Path) -> str:
    return "".join(log.read_text(errors="replace") for log in folder.glob("process-*.log"))


def everybody_was_heard(record: Any) -> None:
    """The words did arrive: each kind of row that seals them is there."""
    assert Answer.objects.filter(response=record, sealed__isnull=False).count() >= 4
    in_rows = Answer.objects.filter(response=record, sealed__isnull=False, question__key__in=["cases", "agreed"])
    assert in_rows.count() == 2
    assert ResponseSection.objects.filter(response=record, sealed_draft__isnull=False).exists()
    assert (Statement.objects.count(), Amendment.objects.count()) == (1, 1)
