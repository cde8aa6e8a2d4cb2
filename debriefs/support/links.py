"""The link in a check-in: signed, so that it opens without signing in, for so many days; it names a mail and its recipient."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "debriefs.check_in"
HOLDS = timedelta(days=14)
NOT_KEPT = "(a link that is not kept)"


class LinkRanOut(Exception):
    """The link was right once and is too old now."""


class LinkGarbled(Exception):
    """The link was never right, or lost characters on its way."""


def token_for(mail_id: uuid.UUID, person_id: uuid.UUID) -> str:
    return signing.TimestampSigner(salt=SALT).sign(f"{mail_id.hex}.{person_id.hex}")


def mail_of(token: str) -> tuple[uuid.UUID, uuid.UUID]:
    """The mail and the person that a token names.

    :raises LinkRanOut: when it is older than 14 days
    :raises LinkGarbled: when its signature is wrong
    """
    try:
        mail, person = signing.TimestampSigner(salt=SALT).unsign(token, max_age=HOLDS).split(".")
        return uuid.UUID(hex=mail), uuid.UUID(hex=person)
    except signing.SignatureExpired as error:
        raise LinkRanOut from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkGarbled from error


def address_of(mail_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """The whole address, for a mail."""
    return settings.SITE_URL.rstrip("/") + reverse("support:check_in", args=[token_for(mail_id, person_id)])
