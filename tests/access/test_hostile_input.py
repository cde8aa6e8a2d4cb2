"""Whatever is sent to any address by somebody who may, it answers in words: never an error of the server."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from .expectations import EXPECTED, Expected
from .forms_of_pages import ShownForm, forms_of
from .world import NOBODY, World, build_world

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
SURROGATE = quote("\ud800", errors="surrogatepass")
# Into every field at once.
EVERYWHERE = {
    "NUL": quote("a\x00b"),
    "lone surrogate": f"a{SURROGATE}b",
    "year 1": "0001-01-01",
    "year 9999": "9999-12-31",
    "NaN": "NaN",
    "a number without end": "9" * 400,
}
# Into one field alone, beside others that are taken.
ALONE = {
    "date": ("0001-01-01", "9999-12-31"),
    "time": ("25:61", "%00"),
    "number": ("NaN", "1e400"),
    "text": ("%00", SURROGATE),
    "chosen": ("%00",),
}
NUMBERED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
LONG = "a" * 1_000_000
MANY = "&".join(f"f{number}=1" for number in range(10_000))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; whatever a request does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shown(world: World) -> dict[str, list[ShownForm]]:
    """Every form that a page shows to somebody who may see it, by the name of the address that it is sent to."""
    found: dict[str, list[ShownForm]] = defaultdict(list)
    for name, expected in EXPECTED.items():
        if not (expected.get or expected.public) or expected.gone:
            continue
        address = reverse(name, kwargs=expected.of(world))
        with world.undone():
            answer = world.client(who_gets(expected)).get(address, secure=True)
        if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
            for form in forms_of(address, answer.content.decode()):
                if (target := _name_of(form.action)) in EXPECTED:
                    found[target].append(form)
    return found


def who_gets(expected: Expected) -> str:
    return NOBODY if expected.public else min(expected.get)


def _name_of(action: str) -> str:
    try:
        return resolve(urlsplit(action).path).view_name
    except Resolver404:
        return ""


def bodies(form: ShownForm) -> Iterator[tuple[str, str]]:
    """What is sent, and what it is called."""
    plain = {name: quote(value) for name, value in form.fields.items()}
    for title, bad in EVERYWHERE.items():
        yield f"{title} everywhere", _body(dict.fromkeys(plain, bad))
    for name in one_of_each(form.fields):
        for bad in ALONE.get(form.typed.get(name, "chosen"), ALONE["text"]):
            yield f"{bad} as {name}", _body(plain | {name: bad})
    if form.typed:
        yield "1 MB", _body(plain | dict.fromkeys(list(form.typed)[-1:], LONG))
    yield "10,000 fields", f"{_body(plain)}&{MANY}"


def one_of_each(names: Iterable[str]) -> list[str]:
    """Of fields whose names differ in a number or a key only, the first."""
    return list({NUMBERED.sub("#", name): name for name in reversed(list(names))}.values())


def _body(fields: dict[str, str]) -> str:
    return "&".join(f"{urlencode({name: ''})}{value}" for name, value in fields.items())


SENT_TO = sorted(name for name, row in EXPECTED.items() if row.post or (row.public and ":" in name))


@pytest.mark.parametrize("name", SENT_TO)
def test_no_input_breaks_what_is_sent(name: str, world: World, shown: dict[str, list[ShownForm]]) -> None:
    expected = EXPECTED[name]
    address = reverse(name, kwargs=expected.of(world))
    forms = [form for form in shown[name] if form.method == "post"] or [ShownForm(address, "post", {"x": "1"})]
    distinct = {tuple(sorted(form.fields)): form for form in forms}
    client, broken = world.client(NOBODY if expected.public else min(expected.post)), []
    for title, body in (each for form in distinct.values() for each in bodies(form)):
        broken += why_broken(world, title, client, address, sent=body)
    assert broken == []


def test_no_filter_breaks_a_list(world: World, shown: dict[str, list[ShownForm]]) -> None:
    broken = []
    for name, form in ((name, form) for name, forms in shown.items() for form in forms if form.method == "get"):
        client = world.client(who_gets(EXPECTED[name]))
        address = reverse(name, kwargs=EXPECTED[name].of(world))
        for title, bad in EVERYWHERE.items():
            asked = f"{address}?{_body(dict.fromkeys([*form.fields, 'page'], bad))}"
            broken += why_broken(world, f"{title} at {name}", client, asked)
    assert broken == []


def why_broken(world: World, title: str, client: Client, address: str, sent: str | None = None) -> list[str]:
    method = "GET" if sent is None else "POST"
    try:
        with world.undone():
            answer = client.generic(method, address, sent or "", content_type=FORM, secure=True)
    except Exception as error:  # noqa: BLE001 - all of them are told together
        return [f"{title}: {error!r}"]
    return [] if answer.status_code < 500 or answer.status_code == 503 else [f"{title}: {answer.status_code}"]
