"""What the browser stories share: signing in, and what must hold on every page that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.stories.keyboard import Keyboard

NARROW = {"width": 320, "height": 700}
PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}
TELL = "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.blockedURI + ' ' + e.violatedDirective))"


# A page may take this long on a machine with other work; what is there sooner is not waited for.
PATIENCE = 90_000
expect.set_options(timeout=20_000)


@pytest.fixture
def context(web: str, context: BrowserContext) -> BrowserContext:
    """Closed before the tables are emptied: nothing that a page still sends reaches the test after it."""
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def violations(page: Page) -> list[str]:
    """What the content security policy refused, and what broke, on any page that this test opens."""
    found: list[str] = []
    page.add_init_script(TELL)
    page.on(
        "console",
        lambda said: found.append(said.text) if "CSP" in said.text or "Content Security" in said.text else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def _let_in(person: Any, context: BrowserContext, web: str) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": web}])


@pytest.fixture
def sign_in(page: Page, web: str) -> Callable[[Any], Page]:
    """Signs somebody in without the form, which has a story of its own."""

    def sign(person: Any) -> Page:
        _let_in(person, page.context, web)
        return page

    return sign


@pytest.fixture
def check_page(page: Page, violations: list[str]) -> Callable[[], None]:
    """What holds on every page: axe in both themes, no sideways scrolling at 320 px, no refused script or style."""

    def check() -> None:
        # Between the themes only the colours differ.
        for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast", "link-in-text-block"]})):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
            assert _axe_of_what_stays(page, **rules) == [], f"{page.url} in {scheme}"
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
        page.set_viewport_size(WIDE)
        assert violations == []

    return check


def _axe_of_what_stays(page: Page, **rules: list[str]) -> list[Any]:
    """A page that is just being left takes axe with it: the next one is looked at instead."""
    for _ in range(5):
        page.wait_for_load_state()
        try:
            return _axe(page, **rules)
        except Error as left:
            went = left
    raise went


def _axe(page: Page, **rules: list[str]) -> list[Any]:
    """What axe finds wrong; only that is worked out in full and brought over."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = "found => found.violations.map(broken => [broken.id, broken.nodes.map(node => node.target)])"
    return list(page.evaluate(f"options => axe.run(options).then({found})", {"resultTypes": ["violations"], **rules}))


@pytest.fixture
def keys_of(browser: Browser, web: str) -> Iterator[Callable[..., Keyboard]]:
    """Somebody's keys, on a page that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB", viewport=PHONE, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()

    def keys(person, path: str) -> Keyboard:
        _let_in(person, context, web)
        page.goto(web + path)
        return Keyboard(page)

    yield keys
    context.close()
