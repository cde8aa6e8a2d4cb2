"""The mailbox page shows every mail that the local mail server took, newest first, and stumbles over none."""

import smtplib
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from tests.conftest import free_port
from workforce_assurance.local.mailbox import Keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def smtp(tmp_path, settings):
    """A connection to a real mail server that keeps its mails where the pages look."""
    settings.ROOT_URLCONF = "workforce_assurance.local.urls"
    settings.LOCAL_MAILBOX = str(tmp_path)
    controller = Controller(Keep(tmp_path), hostname="127.0.0.1", port=free_port())
    controller.start()
    with smtplib.SMTP("127.0.0.1", controller.port) as connection:
        yield connection
    controller.stop()


def letter(subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "assurance@example.org", "ada@example.org", subject
    mail.set_content("One session waits.\nhttps://example.org/a/1/")
    mail.add_alternative("<html><head></head><body style='color: navy'><p>One session waits.</p></body></html>", "html")
    return mail


def pages_of(client) -> list[str]:
    return [f"/local/mailbox/{mail.name}/" for mail in client.get("/local/mailbox/").context["mails"]]


def test_an_empty_mailbox_says_so(client, smtp):
    assert "Nothing has been sent yet" in client.get("/local/mailbox/").content.decode()


def test_the_newest_mail_is_first(client, smtp):
    smtp.send_message(letter("First ✓"))
    smtp.send_message(letter("Second"))

    shown = client.get("/local/mailbox/")

    assert [(mail.to, mail.subject) for mail in shown.context["mails"]] == [
        ("ada@example.org", "Second"),
        ("ada@example.org", "First ✓"),
    ]


def test_a_mail_is_shown_as_text_with_its_links(client, smtp):
    smtp.send_message(letter("One"))

    shown = client.get(pages_of(client)[0]).content.decode()

    assert "One session waits." in shown
    assert 'href="https://example.org/a/1/"' in shown


def test_the_html_part_runs_nothing_and_loads_nothing(client, smtp):
    smtp.send_message(letter("One"))

    shown = client.get(pages_of(client)[0] + "html/")

    assert "<p>One session waits.</p>" in shown.content.decode()
    policy = {line.strip() for line in shown["Content-Security-Policy"].split(";")}
    assert {"default-src 'none'", "sandbox allow-popups allow-popups-to-escape-sandbox"} <= policy
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "content",
    [
        b"no headers at all \xff\xfe",
        b"Subject: =?utf-8?q?bad=ff?=\r\nDate: nonsense\r\nContent-Type: text/plain; charset=nope\r\n\r\nx \xff",
        b"",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Subject: <script>alert(1)</script>\r\n\r\n<script>alert(1)</script>",
    ],
)
def test_a_mail_of_any_shape_is_shown(client, smtp, content):
    smtp.sendmail("a@example.org", ["b@example.org"], content)

    page = pages_of(client)[0]

    assert [client.get(page).status_code, client.get(page + "html/").status_code] == [200, 200]
    assert b"<script>alert" not in client.get(page).content


def test_a_mail_that_is_not_there_is_not_found(client, smtp):
    assert client.get("/local/mailbox/20260101-000000-000000-abc/").status_code == 404
