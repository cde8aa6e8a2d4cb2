"""Why production does not start: each reason is a sentence that says what to do. Pure."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

SHORTEST_SECRET = 50
KEY_BYTES = 32
DEFAULT_PASSWORDS = frozenset({"", "postgres", "password", "app", "owner", "application", "changeme", "secret"})


def refusals(settings: Mapping[str, Any]) -> list[str]:
    """What is unsafe or missing in these settings; empty when production may start."""
    found = [*_about_the_site(settings), *_about_the_database(settings["DATABASES"]["default"])]
    secret = settings["SECRET_KEY"]
    if len(secret) < SHORTEST_SECRET or secret.startswith(("django-insecure", "only-for-the-tests")):
        found.append(f"SECRET_KEY is missing, short or a default: set {SHORTEST_SECRET} random characters.")
    return found + _about_the_note_keys(settings["NOTE_KEYS"])


def _about_the_site(settings: Mapping[str, Any]) -> list[str]:
    hosts, found = settings["ALLOWED_HOSTS"], []
    if settings["DEBUG"]:
        found.append("DEBUG is on: it shows people's words to strangers. Take it out.")
    if not hosts or any("*" in host for host in hosts):
        found.append("ALLOWED_HOSTS is empty or open to all: name the hosts that people use.")
    if not settings["SITE_URL"].startswith("https://"):
        found.append("SITE_URL must begin with https://: the links in mails lead there.")
    if not settings["SAFETY_NET_EMAIL"]:
        found.append("SAFETY_NET_EMAIL is missing: name the mailbox that gets what would otherwise reach nobody.")
    if settings["ALLAUTH_TRUSTED_PROXY_COUNT"] < 1:
        found.append("TRUSTED_PROXIES is 0: behind the TLS proxy everybody would share one limit of attempts. Set 1.")
    return found


def _about_the_database(database: Mapping[str, Any]) -> list[str]:
    host = database.get("HOST") or database.get("OPTIONS", {}).get("host", "")
    if host == "/nowhere":
        return ["DATABASE_URL is missing: postgresql://user:password@host:5432/name"]
    # A unix socket is guarded by the file system, and needs no password.
    if not host.startswith("/") and str(database.get("PASSWORD", "")).lower() in DEFAULT_PASSWORDS:
        return ["The database's password is missing or a default: choose a long random one in DATABASE_URL."]
    return []


def _about_the_note_keys(ring: str) -> list[str]:
    if not ring.strip():
        return ["NOTE_KEYS is missing: name:base64 of 32 random bytes. Without it no note can be written or read."]
    for entry in ring.strip().split(","):
        name, _, key = entry.strip().partition(":")
        try:
            right = bool(name) and len(base64.b64decode(key, validate=True)) == KEY_BYTES
        except (binascii.Error, ValueError):
            right = False
        if not right:
            return [f"NOTE_KEYS: the key {name or 'without a name'} is not name:base64 of {KEY_BYTES} bytes."]
    return []
