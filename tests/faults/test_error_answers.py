"""What is away is said in words, and what does not need it goes on: no database, no broker, no mail server, a wrong key."""

from __future__ import annotations

import re
import time
from html import unescape
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.urls import reverse
from django.utils import timezone

from supervision.models import Session
from supervision.shipped import record_template
from tests.conftest import MailServer, StartProcess, free_port
from tests.factories.people import PersonFactory
from tests.factories.supervision import SessionFactory
from workforce_assurance.structured_templates.commands import open_response, ship_template
from workforce_assurance.structured_templates.models import Answer

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SECRET = "quinquereme"
PASSWORD = "a long pass phrase"
WORDS = "It took three of us to get him home, and nobody spoke on the way back."
NOWHERE = "redis://127.0.0.1:1/0"
OTHER_KEY = "other:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="
# The broker is given two seconds to answer; a page that waited for each of its tries would be far beyond this.
PATIENCE = 10.0


class Visitor:
    """Somebody at a browser without scripts."""

    def __init__(self, site: str) -> None:
        self.site, self.jar = site, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(Request(self.site + path))

    def post(self, path: str, **fields: Any) -> tuple[int, str]:
        """Send the form of the page as it stands there, with these fields filled in."""
        _, page = self.get(path)
        sent = {**fields_of(page), **fields}
        return self._ask(Request(self.site + path, urlencode(sent).encode(), {"Origin": self.site}))

    def _ask(self, request: Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the page, the last of a name."""
    tags = re.findall(r"<input\b[^>]*>", page)
    found = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {
        tag["name"]: unescape(tag.get("value", "")) for tag in found if tag.get("type") == "hidden" and "name" in tag
    }


def start_web(start_process: StartProcess, **environment: str) -> str:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    words = ("gunicorn", "--no-control-socket", "--workers=1", "--threads=2", f"--bind=127.0.0.1:{port}")
    process = start_process(*words, "workforce_assurance.wsgi", SITE_URL=site, **environment)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Visitor(site).get("/help-now/")
        except OSError:
            time.sleep(0.1)
        else:
            return site
    raise RuntimeError("gunicorn did not answer")


@pytest.fixture
def session() -> Session:
    supervisor = PersonFactory(full_name="Ines Duarte", email="ines@harbour.example", password=PASSWORD)
    now = timezone.now()
    ship_template(description=record_template(), now=now)
    return SessionFactory(worker=PersonFactory(full_name="Sam Okoro"), supervisor=supervisor)


def open_record(session: Session) -> str:
    record = open_response(
        purpose="supervision",
        subject_id=session.pk,
        author=session.supervisor,
        subject=session.worker,
        by=session.supervisor,
        now=timezone.now(),
    )
    return reverse("record_section", args=[record.pk, "closing"])


def signed_in(site: str, session: Session) -> Visitor:
    visitor = Visitor(site)
    status, page = visitor.post("/accounts/login/", login=session.supervisor.email, password=PASSWORD)
    assert (status, "<h1>Today</h1>" in page) == (200, True)
    return visitor


def says_no_more_than_words(page: str) -> bool:
    return not any(sign in page for sign in ("Traceback", "OperationalError", "psycopg", 'File "/'))


def test_without_a_database_every_page_says_so_in_words(start_process: StartProcess, tmp_path: Any) -> None:
    site = start_web(start_process, DATABASE_URL=f"postgresql://postgres:{SECRET}@/app?host={tmp_path}")
    visitor = Visitor(site)
    for path in ("/", "/accounts/login/", "/supervision/"):
        request = Request(site + path, headers={"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"})
        status, page = visitor._ask(request)
        assert status == 503, path
        assert "We are away for a moment" in page
        assert "try again in a minute" in page
        assert says_no_more_than_words(page)
        assert SECRET not in page
    assert visitor.get("/help-now/")[0] == 200
    assert SECRET not in (tmp_path / "process-0.log").read_text()


def test_without_a_broker_one_signs_in_moves_a_session_and_saves_a_section(
    session: Session, start_process: StartProcess, mail_server: MailServer
) -> None:
    section = open_record(session)
    site = start_web(start_process, REDIS_URL=NOWHERE, EMAIL_URL=mail_server.url)
    begun = time.monotonic()
    visitor = signed_in(site, session)
    move = reverse("supervision:move", args=[session.pk])
    status, _ = visitor.post(move, day="2027-03-18", clock="14:00", side="service", reason="cover")
    assert (status, session.moves.count()) == (200, 1)
    status, _ = visitor.post(section, **{"q.take_away": WORDS, "save": "1"})
    assert (status, Answer.objects.filter(response__subject_id=session.pk).count()) == (200, 1)
    assert time.monotonic() - begun < 3 * PATIENCE


def test_a_wrong_key_gives_back_what_was_typed_and_says_what_to_do(
    session: Session, start_process: StartProcess
) -> None:
    section = open_record(session)
    signed = signed_in(start_web(start_process), session)
    assert signed.post(section, **{"q.take_away": WORDS, "save": "1"})[0] == 200
    site = start_web(start_process, NOTE_KEYS=OTHER_KEY)
    visitor = signed_in(site, session)
    status, page = visitor.get(section)
    assert (status, "Notes cannot be opened just now" in page, "Put that key back into NOTE_KEYS" in page) == (
        503,
        True,
        True,
    )
    assert (WORDS in page, says_no_more_than_words(page)) == (False, True)
    sealed = bytes(Answer.objects.get().sealed)
    # The page was opened before the key was lost; the form is sent to the process that does not have it.
    form = {**fields_of(signed.get(section)[1]), "q.take_away": f"{WORDS} And more.", "save": "1"}
    token = next(cookie.value for cookie in visitor.jar if cookie.name == "csrftoken")
    sent = Request(
        site + section, urlencode(form | {"csrfmiddlewaretoken": token}).encode(), {"Origin": site, "Referer": site}
    )
    status, page = visitor._ask(sent)
    assert (status, f"{WORDS} And more." in page, "Send it again" in page) == (503, True, True)
    assert bytes(Answer.objects.get().sealed) == sealed
