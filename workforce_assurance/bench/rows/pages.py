"""The pages beside the minimal view: how long one in twenty takes at least, and how many queries they ask."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from supervision.commands import start_session
from supervision.models import Session

from ..figures import Figure, Spent, p95, timed
from ..population import Population, add_sessions, populate, settle_down
from ..visitor import PageRefused, Visitor
from . import Setting

MINIMAL = "minimal"
MOST_QUERIES = 12
FEW = 10
WARM = 3
SECTION = "case_review"
AS_MEASURED = {
    "ROOT_URLCONF": "workforce_assurance.bench.urls",
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "ALLOWED_HOSTS": ["*"],
}
TYPED = {
    "case": "LB-2041",
    "their_view": "They want to keep the same worker. " * 12,
    "engagement": "3",
    "restrictions": "no",
}


@dataclass(frozen=True)
class Page:
    """One page, what may be said of its time, and how it is asked for."""

    name: str
    title: str
    bar: float
    ask: Callable[[], Any]


def paging(setting: Setting) -> Iterator[Figure]:
    """What people open most."""
    yield from measure(setting, "pages", setting.sizes.rows, _pages)


def measure(
    setting: Setting,
    name: str,
    most: int,
    make: Callable[[Setting, int], list[Page]],
    *,
    few: int = FEW,
    most_queries: int = MOST_QUERIES,
) -> Iterator[Figure]:
    """Times at the most rows, and queries at few and at many, of the pages that `make` gives."""
    counted: dict[int, dict[str, int | str]] = {}
    figures: list[Figure] = []
    for rows in (min(few, most), most):
        with setting.scratch.fresh(f"{name}{rows}"), override_settings(**AS_MEASURED):
            pages = make(setting, rows)
            counted[rows] = {page.name: _queries(page) for page in pages}
            if rows == most:
                figures = list(_times(setting, most, pages, counted[rows]))
                titles = {page.name: page.title for page in pages if page.name != MINIMAL}
    yield from figures
    yield from _query_figures(counted, titles, most_queries)


def _pages(setting: Setting, rows: int) -> list[Page]:
    people = populate(supervisors=1, workers_each=rows, now=setting.now)
    due_at = setting.now + timedelta(days=3)
    add_sessions(
        people, each=1, due_at=due_at, missed_after=due_at + timedelta(days=7), next_check=due_at - timedelta(days=2)
    )
    settle_down()
    application = get_wsgi_application()
    supervisor, manager = (Visitor(application, person) for person in (people.supervisors[0], people.managers[0]))
    listed = f"{reverse('supervision:sessions')}?as=reach&name=worker&due_from={setting.now:%Y-%m-%d}"
    return [
        Page(MINIMAL, "minimal view", 1, lambda: manager.get("/bench/minimal/")),
        Page("session_list", "session list of 50 with filters", 5, lambda: manager.get(listed)),
        Page("team_cadence", "team cadence", 5, lambda: supervisor.get(reverse("supervision:cadence"))),
        Page("today", "Today", 5, lambda: supervisor.get("/")),
        *_record_pages(setting, people, supervisor),
    ]


def _record_pages(setting: Setting, people: Population, supervisor: Visitor) -> list[Page]:
    record = started_record(setting, people)
    section, autosave = reverse("record_section", args=[record, SECTION]), Autosave(supervisor, record)
    return [
        Page("section_page", "section page of 7 questions", 3, lambda: supervisor.get(section)),
        Page("autosave", "autosave of that section", 2.5, autosave.save),
    ]


def started_record(setting: Setting, people: Population) -> uuid.UUID:
    """The record of the first supervisor's first session."""
    session = Session.objects.filter(supervisor=people.supervisors[0]).order_by("reference")[0]
    return start_session(session=session, by=people.supervisors[0], now=setting.now).pk


class Autosave:
    """A draft that is saved again and again, each time with the revision that the last answer gave."""

    def __init__(self, visitor: Visitor, record: uuid.UUID) -> None:
        self._visitor, self._address = visitor, reverse("record_autosave", args=[record, SECTION])
        self._revision, self._saved = 0, 0

    def save(self) -> None:
        self._saved += 1
        typed = {**TYPED, "curiosity": f"Version {self._saved}. " * 20, "revision": str(self._revision), "seen": ""}
        self._revision = json.loads(self._visitor.post(self._address, typed).body)["revision"]


def _times(setting: Setting, rows: int, pages: list[Page], queries: dict[str, int | str]) -> Iterator[Figure]:
    """Every page once a round, the minimal view among them."""
    answering = [page for page in pages if isinstance(queries[page.name], int)]
    taken: dict[str, list[Spent]] = {page.name: [] for page in answering}
    for number in range(WARM + setting.sizes.requests):
        for page in answering:
            spent = timed(page.ask)
            if number >= WARM:
                taken[page.name].append(spent)
    for page in pages:
        title = f"{page.title} ({rows:,} in reach), p95"
        if page.name in taken and page.name != MINIMAL:
            own, least = _Taken.of(taken[page.name]), _Taken.of(taken[MINIMAL])
            told = f"{own.cpu / least.cpu:.1f} times by processor time, {own.median / least.median:.1f} times by the medians"
            details = {"page": vars(own), "minimal": vars(least)}
            yield Figure(page.name, title, own.p95, "ms", page.bar, least.p95, note=told, details=details)
        elif page.name not in taken:
            yield Figure(page.name, title, None, "ms", page.bar, note=str(queries[page.name]))


@dataclass(frozen=True)
class _Taken:
    """What a page's rounds took, in milliseconds; the processor's time is what a busy machine changes least."""

    p95: float
    median: float
    cpu: float

    @classmethod
    def of(cls, rounds: list[Spent]) -> _Taken:
        walls = [one.wall * 1000 for one in rounds]
        return cls(p95(walls), median(walls), median(one.cpu * 1000 for one in rounds))


def _query_figures(
    counted: dict[int, dict[str, int | str]], titles: dict[str, str], most_queries: int
) -> Iterator[Figure]:
    few, many = min(counted), max(counted)
    for name, title in titles.items():
        at_few, at_many = counted[few][name], counted[many][name]
        told = f"queries of {title} at {many:,} rows"
        if not isinstance(at_few, int) or not isinstance(at_many, int):
            yield Figure(f"{name}_queries", told, None, "", most_queries, note=str(at_many))
            continue
        yield Figure(f"{name}_queries", told, at_many, "queries", most_queries)
        more = at_many - at_few
        yield Figure(
            f"{name}_queries_grow", f"queries of {title}: more at {many:,} rows than at {few}", more, "queries", 0
        )


def _queries(page: Page) -> int | str:
    """How many queries the page asks when it is warm; in words why not, when it does not answer."""
    try:
        page.ask()
        with CaptureQueriesContext(connection) as asked:
            page.ask()
    except Exception as error:  # noqa: BLE001 - a page that does not answer is a row that says so
        reason = str(error) if isinstance(error, PageRefused) else f"{type(error).__name__}: {error}"
        return f"it did not answer ({reason})"
    return sum(1 for query in asked.captured_queries if not _is_bracket(query["sql"]))


def _is_bracket(statement: str) -> bool:
    return statement.upper().startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
