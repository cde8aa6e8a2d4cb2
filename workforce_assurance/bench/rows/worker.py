"""The memory of a real web worker after many requests of many kinds, and what it has loaded."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

from django.test import Client
from django.urls import reverse

from supervision.commands import start_session
from supervision.models import Session
from workforce_assurance.people.models import Person

from ..figures import Figure
from ..population import Population, add_sessions, populate
from ..processes import WebWorker, web_worker
from . import Setting

HEAVY = {"pandas", "numpy", "scipy", "weasyprint"}
WORKERS = 60
MOST_MEGABYTES, MOST_GROWTH = 95, 5


def living(setting: Setting) -> Iterator[Figure]:
    """Start one worker, ask it for a mix of pages, and look at it twice."""
    requests = setting.sizes.worker_requests
    with setting.scratch.fresh("worker") as database:
        people = _people(setting)
        mix = cycle(_mix(setting, people))
        with web_worker(database=database, broker_url=setting.broker_url) as worker:
            fresh = worker.resident
            refused = _ask(worker, islice(mix, requests // 2))
            half = worker.resident
            refused += _ask(worker, islice(mix, requests // 2))
            full = worker.resident
            heavy = sorted(HEAVY & _loaded(worker))
    told = f"a web worker after {requests:,} mixed requests"
    note = f"{fresh:.0f} MB after the first page; {refused} answers were no page"
    yield Figure("worker_memory", f"memory of {told}", full, "MB", MOST_MEGABYTES, note=note)
    yield Figure("worker_growth", f"its growth over the last {requests // 2:,}", full - half, "MB", MOST_GROWTH)
    yield Figure("worker_modules", "heavy modules that it has loaded", len(heavy), "", 0, note=", ".join(heavy))


def _people(setting: Setting) -> Population:
    people = populate(supervisors=1, workers_each=WORKERS, now=setting.now)
    due_at = setting.now + timedelta(days=3)
    add_sessions(people, each=2, due_at=due_at, missed_after=due_at + timedelta(days=7), next_check=due_at)
    return people


def _mix(setting: Setting, people: Population) -> list[tuple[str, str]]:
    """Pairs of who asks, by their cookie, and for what."""
    supervisor, manager = people.supervisors[0], people.managers[0]
    session = Session.objects.filter(supervisor=supervisor).order_by("reference")[0]
    response = start_session(session=session, by=supervisor, now=setting.now)
    theirs = [
        "/",
        reverse("supervision:sessions"),
        reverse("supervision:cadence"),
        reverse("supervision:session", args=[session.pk]),
        reverse("record", args=[response.pk]),
        reverse("record_section", args=[response.pk, "case_review"]),
        reverse("record_section", args=[response.pk, "opening"]),
        "/help-now/",
        "/there-is-nothing-here/",
    ]
    above = ["/", f"{reverse('supervision:sessions')}?tab=reach", reverse("supervision:completion"), "/who-sees-what/"]
    mine, boss = _cookie(supervisor), _cookie(manager)
    return [*((mine, path) for path in theirs), *((boss, path) for path in above)]


def _cookie(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"


def _ask(worker: WebWorker, mix: Iterator[tuple[str, str]]) -> int:
    """Ask for each; how many answers were a server error."""
    refused = 0
    caller = http.client.HTTPConnection("127.0.0.1", worker.port, timeout=60)
    for cookie, path in mix:
        caller.request("GET", path, headers={"Cookie": cookie})
        answer = caller.getresponse()
        answer.read()
        refused += answer.status >= 500
    caller.close()
    return refused


def _loaded(worker: WebWorker) -> set[str]:
    caller = http.client.HTTPConnection("127.0.0.1", worker.port, timeout=60)
    caller.request("GET", "/bench/loaded/")
    return set(json.loads(caller.getresponse().read())["modules"])
