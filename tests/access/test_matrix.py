"""Every address, by everybody, by every method: whoever may not gets exactly what a missing record gives.

The addresses come from the product's own table of them, so a page without a row in `expectations.py` fails the run.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .expectations import EXPECTED, FOREIGN_LIBRARIES, Expected
from .world import ADMINISTRATOR, EVERYBODY, INSPECTOR, NOBODY, SUPERUSER, WORKER, World, build_world

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
# What no page of ours offers is asked for by these four: they stand for all that could make a difference.
ODD_METHODS = ("HEAD", "PUT", "PATCH", "DELETE")
ASK_ODDLY = {NOBODY, WORKER, ADMINISTRATOR, SUPERUSER}
IN_WORDS = {400, 409, 422, 503}
SIGN_IN, MISSING, NOT_THIS_METHOD, ANSWERED = "sign in", "missing", "not this method", "answered"


def addresses(patterns: list[Any] | None = None, namespace: str = "", route: str = "") -> dict[str, str]:
    """Every address of ours by its full name."""
    found: dict[str, str] = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        if here.lstrip("^").removeprefix("/").startswith(FOREIGN_LIBRARIES):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= addresses(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            found[f"{namespace}{pattern.name}"] = here
    return found


def outcome(client: Client, method: str, url: str) -> str:
    response = client.generic(method, url, content_type="application/x-www-form-urlencoded", secure=True)
    assert response.status_code != 500, f"{method} {url}"
    location = response.headers.get("Location", "")
    if response.status_code == 401 or (response.status_code == 302 and location.startswith("/accounts/")):
        return SIGN_IN
    if response.status_code == 404:
        return MISSING
    if response.status_code == 405:
        return NOT_THIS_METHOD
    # A form that is empty, out of date or at the wrong time is answered in words; that is no refusal of the person.
    return ANSWERED if response.status_code < 400 or response.status_code in IN_WORDS else str(response.status_code)


def wanted(expected: Expected, persona: str, method: str) -> set[str]:
    """What this persona may get. Whoever may not see a page may get 404 or 405, neither of which tells anything."""
    allowed = expected.post if method == "POST" else expected.get
    if expected.public:
        return {ANSWERED, NOT_THIS_METHOD, SIGN_IN}
    if expected.gone:
        return {MISSING, NOT_THIS_METHOD}
    if persona == NOBODY:
        return {SIGN_IN}
    if method in {"PUT", "PATCH", "DELETE"}:
        # The framework's form pages take PUT for POST.
        also = {ANSWERED} if method == "PUT" and persona in expected.post else set()
        return {NOT_THIS_METHOD, MISSING} | also
    if persona in allowed:
        return {ANSWERED, NOT_THIS_METHOD} if method == "HEAD" else {ANSWERED}
    return {MISSING, NOT_THIS_METHOD} if not allowed else {MISSING}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; whatever a request does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


def test_every_address_has_a_row_in_the_matrix() -> None:
    assert set(addresses()) ^ set(EXPECTED) == set()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_everybody_gets_just_what_is_theirs(name: str, world: World) -> None:
    expected = EXPECTED[name]
    url = reverse(name, kwargs=expected.of(world))
    wrong = []
    for persona in EVERYBODY:
        for method in METHODS + (ODD_METHODS if persona in ASK_ODDLY else ()):
            # Each asks of the same record, whatever the one before did to it.
            client = world.client(persona)
            with world.undone():
                got = outcome(client, method, url)
            if got not in wanted(expected, persona, method):
                wrong.append(f"{persona} {method}: {got}, not {' or '.join(sorted(wanted(expected, persona, method)))}")
    assert not wrong, "\n".join(wrong)


def test_an_inspector_finds_every_address_missing_but_theirs_and_what_is_public(world: World) -> None:
    """The same as the rows say, said once for whoever comes from outside: by no method, also of records that exist."""
    client, found = world.client(INSPECTOR), []
    for name, expected in EXPECTED.items():
        url = reverse(name, kwargs=expected.of(world))
        for method in (*METHODS, *ODD_METHODS):
            with world.undone():
                if not expected.public and outcome(client, method, url) not in {MISSING, NOT_THIS_METHOD}:
                    found.append(name)
    assert {name.partition(":")[0] for name in found} == {"inspections"}
    assert len(set(found)) == sum(name.startswith("inspections:") for name in EXPECTED)


@pytest.mark.parametrize("name", sorted(name for name, expected in EXPECTED.items() if expected.missing))
def test_what_is_not_there_is_missing_for_everybody(name: str, world: World) -> None:
    expected = EXPECTED[name]
    url = reverse(name, kwargs=expected.of(world) | {expected.missing: uuid.uuid4()})
    clients = {persona: world.client(persona) for persona in EVERYBODY if persona != NOBODY}
    with world.undone():
        got = {persona: outcome(client, "GET", url) for persona, client in clients.items()}
    assert set(got.values()) <= {MISSING, NOT_THIS_METHOD}
