"""Every page that the access matrix knows: accessible in both themes, usable at 320 px, nothing refused by the policy."""

import pytest
from django.urls import reverse

from tests import databases
from tests.access import expectations
from tests.access.expectations import Expected
from tests.access.world import SUPERVISOR, build_world

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREAS = [
    name
    for name, rows in vars(expectations).items()
    if isinstance(rows, dict)
    and rows is not expectations.EXPECTED
    and any(isinstance(row, Expected) for row in rows.values())
]
NO_PAGES = {"alive", "healthz", "session", "theme"}
# A file rather than a page.
FILES = ("_csv", "export")


def pages(area):
    """The addresses that answer a GET with a page, each with somebody who may see it."""
    for name, expected in getattr(expectations, area).items():
        if name in NO_PAGES or name.endswith(FILES) or expected.gone:
            continue
        if expected.public or expected.get:
            yield name, expected, SUPERVISOR if expected.public else min(expected.get)


def test_the_areas_together_are_the_whole_matrix():
    assert {name for area in AREAS for name in getattr(expectations, area)} == set(expectations.EXPECTED)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once, for the server to see: its pages are looked at, and nothing is sent."""
    with django_db_blocker.unblock(), databases.kept():
        yield build_world()


@pytest.mark.parametrize("area", AREAS)
def test_every_page_is_accessible(area, page, world, web, sign_in, check_page):
    seen = ""
    for name, expected, persona in pages(area):
        if persona != seen:
            sign_in(world.people[persona])
            seen = persona
        answer = page.goto(web + reverse(name, kwargs=expected.of(world)))
        # Some addresses say no to this record as it stands; that is a page too.
        assert answer.status < 500, f"{name} as {persona}: {answer.status}"
        check_page()
        assert page.title().removeprefix("Error: ").startswith(page.locator("h1").inner_text()), name
