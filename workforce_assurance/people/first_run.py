"""Whether the first run is open, and the token that only somebody at the console can have."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing

from .models import Organisation

DAYS = 3
SALT = "people.first_run"


def is_open() -> bool:
    """Until there is an organisation."""
    return not Organisation.objects.exists()


def new_token(*, now: datetime) -> str:
    """A token that says until when it works, signed with the installation's key."""
    return signing.dumps(int((now + timedelta(days=DAYS)).timestamp()), salt=SALT)


def is_right(token: str, *, now: datetime) -> bool:
    try:
        until = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return False
    return now.timestamp() <= until
