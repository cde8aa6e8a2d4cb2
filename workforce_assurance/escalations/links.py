"""The link in an alert: signed, so that it opens without signing in; it names the mail and its recipient alone."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "escalations.acknowledge"
HOLDS = timedelta(days=90)


class LinkRanOut(Exception):
    """The link was right once and is too old now."""


class LinkGarbled(Exception):
    """The link was never right, or lost characters on its way."""


def token_for(mail_id: uuid.UUID, recipient_id: uuid.UUID | None) -> str:
    return signing.TimestampSigner(salt=SALT).sign(f"{mail_id.hex}.{recipient_id.hex if recipient_id else ''}")


def mail_of(token: str) -> tuple[uuid.UUID, uuid.UUID | None]:
    """The mail and the recipient that a token names.

    :raises LinkRanOut: when it is older than 90 days
    :raises LinkGarbled: when its signature is wrong
    """
    try:
        mail, recipient = signing.TimestampSigner(salt=SALT).unsign(token, max_age=HOLDS).split(".")
        return uuid.UUID(hex=mail), uuid.UUID(hex=recipient) if recipient else None
    except signing.SignatureExpired as error:
        raise LinkRanOut from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkGarbled from error


def address(name: str, *args: Any) -> str:
    """A page's whole address, for use in mails."""
    return site(reverse(name, args=args))


def site(path: str) -> str:
    """That path of this installation, as a whole address."""
    return settings.SITE_URL.rstrip("/") + path
