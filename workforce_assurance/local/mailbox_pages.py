"""The mailbox page: every mail that this machine's product sent, newest first. Mounted by the local settings only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

PER_PAGE = 50


@dataclass(frozen=True)
class Kept:
    name: str
    to: str
    subject: str
    sent: datetime | None
    text: str
    html: str
    headers: list[tuple[str, str]]


def _folder() -> Path:
    return Path(str(getattr(settings, "LOCAL_MAILBOX", "")))


def _read(file: Path) -> Kept:
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Kept(
        name=file.stem,
        to=str(mail["to"]),
        subject=str(mail["subject"]),
        sent=mail["date"].datetime if mail["date"] else None,
        text=plain.get_content() if plain else "",
        html=html.get_content() if html else "",
        headers=[(name, str(value)) for name, value in mail.items()],
    )


@login_not_required
def mailbox(request: HttpRequest) -> HttpResponse:
    files = sorted(_folder().glob("*.eml"), reverse=True) if _folder().exists() else []
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    mails = [_read(file) for file in page.object_list]
    return render(request, "local/mailbox.html", {"mails": mails, "page": page})


@login_not_required
def mail(request: HttpRequest, name: str) -> HttpResponse:
    file = _folder() / f"{name}.eml"
    if file.parent != _folder() or not file.is_file():
        raise Http404
    return render(request, "local/mail.html", {"mail": _read(file)})


urlpatterns = [
    path("local/mailbox/", mailbox, name="local_mailbox"),
    path("local/mailbox/<slug:name>/", mail, name="local_mail"),
]
