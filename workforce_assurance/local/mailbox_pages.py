"""The mailbox page: every mail that this machine's product sent, newest first. Mounted by the local settings only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin

PER_PAGE = 50
# A mail brings its own style; in its frame it may run nothing, load nothing and open links in a new tab only.
IN_ITS_FRAME = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


@dataclass(frozen=True)
class Kept:
    """One mail as the mail server kept it; `came` is the server's own clock, whatever the mail says."""

    name: str
    came: datetime
    to: str
    subject: str
    text: str
    html: str
    headers: list[tuple[str, str]]


def _folder() -> Path:
    return Path(str(getattr(settings, "LOCAL_MAILBOX", "")))


def _read(file: Path) -> Kept:
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    return Kept(
        name=file.stem,
        came=datetime.strptime(file.stem[:22], "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC),
        to=str(mail["to"] or "nobody named"),
        subject=str(mail["subject"] or "no subject"),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
        headers=[(name, str(value)) for name, value in mail.items()],
    )


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        # A charset that does not exist: what came is shown as well as it can be.
        return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _one(name: str) -> Kept:
    file = _folder() / f"{name}.eml"
    if file.parent != _folder() or not file.is_file():
        raise Http404
    return _read(file)


@login_not_required
def mailbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(sorted(_folder().glob("*.eml"), reverse=True), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "local/mailbox.html", {"mails": [_read(file) for file in page.object_list], "page": page})


@login_not_required
@csp_replace({"frame-src": ["'self'"]})  # type: ignore[arg-type]  # its types know no path arguments
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "local/mail.html", {"mail": _one(name)})


@login_not_required
@xframe_options_sameorigin
@csp_replace(IN_ITS_FRAME)  # type: ignore[arg-type]
def mail_html(_request: HttpRequest, name: str) -> HttpResponse:
    """The mail's HTML part as a mail program would show it."""
    return HttpResponse(_one(name).html.replace("<head>", '<head><base target="_blank">', 1))


urlpatterns = [
    path("local/mailbox/", mailbox, name="local_mailbox"),
    path("local/mailbox/<slug:name>/", mail, name="local_mail"),
    path("local/mailbox/<slug:name>/html/", mail_html, name="local_mail_html"),
]
