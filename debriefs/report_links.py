"""The address of a team's link: signed, so that nobody makes one up; and as a picture for a phone's camera."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

SALT = "debriefs.report"


class LinkGarbled(Exception):
    """The link was never right, or lost characters on its way."""


def token_for(link_id: uuid.UUID) -> str:
    return signing.Signer(salt=SALT).sign(link_id.hex)


def link_of(token: str) -> uuid.UUID:
    """The link that a token names.

    :raises LinkGarbled: when its signature is wrong
    """
    try:
        return uuid.UUID(hex=signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise LinkGarbled from error


def address_of(link_id: uuid.UUID) -> str:
    """The whole address, for paper."""
    return settings.SITE_URL.rstrip("/") + reverse("debriefs:report", args=[token_for(link_id)])


def picture_of(address: str) -> SafeString:
    """The address as a QR code, drawn as SVG for the page itself: no request, no file."""
    # Of the sign-in library's own needs; loaded when a manager opens the page, not by every process.
    import qrcode
    from qrcode.image.svg import SvgPathImage

    drawn = qrcode.make(address, image_factory=SvgPathImage, box_size=14).to_string(encoding="unicode")
    words = '<svg role="img" aria-label="QR code with the address that stands beside it" '
    return mark_safe(drawn.replace("<svg ", words, 1))  # noqa: S308 - drawn by us from an address of ours
