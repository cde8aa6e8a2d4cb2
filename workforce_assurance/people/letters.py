"""What the mails about accounts say, written at the door: a link that opens an account is made as it leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from workforce_assurance.common.dates import local_day

from .models import Person
from .queries import organisation, zone

INVITATION = "people.invitation"
PASSWORD_RESET = "people.password_reset"  # noqa: S105 - the name of a kind of mail
ACCOUNT_CHANGED = "people.account_changed"

# allauth's names for what can change, in the words of a sentence that begins with "Your".
CHANGES = {
    "password_changed": "password was changed",
    "password_set": "password was set",
    "password_reset": "password was changed by a link sent to this address",
    "totp_activated": "sign-in now asks for a code from an authenticator app",
    "totp_deactivated": "sign-in no longer asks for a code from an authenticator app",
    "recovery_codes_generated": "recovery codes were made anew",
    "webauthn_added": "account has a new passkey",
    "webauthn_removed": "account has one passkey fewer",
}


@dataclass(frozen=True)
class Letter:
    """What a mail says: paragraphs, and one button among them."""

    subject: str
    paragraphs: Sequence[str]
    button: str
    url: str
    after: Sequence[str] = ()
    # What the ledger keeps in place of a link that would open the account.
    secret: bool = False


def _link_to_choose_a_password(person: Person) -> str:
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)


def _runs_out(now: datetime) -> str:
    return f"{local_day(now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT), zone()):%A %-d %B}"


def _invitation(person: Person, _payload: dict[str, Any], now: datetime) -> Letter:
    day = _runs_out(now)
    about = (
        (
            f"{organisation().name} lets you read evidence in Workforce Assurance, for a time.",
            f"An account was made for this address. Choose a password by {day}; then you are asked for a second step.",
        )
        if person.is_guest
        else (
            f"{organisation().name} plans and records supervision in Workforce Assurance.",
            f"An administrator made an account for this address. Choose a password by {day}.",
        )
    )
    return Letter(
        subject=f"Your account is ready: choose a password by {day}",
        paragraphs=(
            f"Hello {person.get_short_name()},",
            *about,
        ),
        button="Choose a password",
        url=_link_to_choose_a_password(person),
        after=("After that day, ask for a new link on the sign-in page. Nobody can use the account until then.",),
        secret=True,
    )


def _password_reset(person: Person, _payload: dict[str, Any], now: datetime) -> Letter:
    return Letter(
        subject="Choose a new password",
        paragraphs=(
            f"Hello {person.get_short_name()},",
            "Somebody, most likely you, asked for a new password on the sign-in page of Workforce Assurance.",
            f"Choose one by {_runs_out(now)}.",
        ),
        button="Choose a new password",
        url=_link_to_choose_a_password(person),
        after=("If it was not you, do nothing: your password stays as it is.",),
        secret=True,
    )


def _account_changed(person: Person, payload: dict[str, Any], now: datetime) -> Letter:
    change = CHANGES.get(payload.get("what", ""), "way of signing in was changed")
    return Letter(
        subject="Your sign-in was changed",
        paragraphs=(
            f"Hello {person.get_short_name()},",
            f"Your {change} on {now.astimezone(zone()):%A %-d %B at %H:%M}.",
            "If it was you, there is nothing to do. If not, choose a new password at once and tell your administrator.",
        ),
        button="Choose a new password",
        url=settings.SITE_URL + reverse("account_reset_password"),
    )


@dataclass(frozen=True)
class LetterKind:
    key: str
    label: str
    write: Callable[[Person, dict[str, Any], datetime], Letter]


LETTER_KINDS = (
    LetterKind(INVITATION, "Invitation to choose a password", _invitation),
    LetterKind(PASSWORD_RESET, "Link to choose a new password", _password_reset),
    LetterKind(ACCOUNT_CHANGED, "Notice that the sign-in was changed", _account_changed),
)
