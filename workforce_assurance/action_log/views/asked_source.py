"""The record that an address names, for pages on which something is made of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import Http404, HttpRequest

from ..sources import SOURCES


def asked_source(request: HttpRequest, *, on: date) -> tuple[str, uuid.UUID] | None:
    """The record that an address names as `?from=kind:key`; nothing when it names none.

    :raises Http404: when the viewer may not read it
    """
    kind, _, key = request.GET.get("from", "").partition(":")
    if not kind:
        return None
    try:
        source, found = SOURCES[kind], uuid.UUID(key)
    except (KeyError, ValueError):
        raise Http404 from None
    if not source.readable(request.user, on).filter(pk=found).exists():
        raise Http404
    return kind, found
