"""Mail: how soon the first goes out, how many a second, and whether a long list costs more than a short one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import get_template
from django.test.utils import override_settings
from django.utils import timezone

from workforce_assurance.escalations.commands import sweep
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.people.models import Person

from ..figures import Figure, Spent, middle, timed
from ..population import Population, add_sessions, add_teams, populate, settle_down
from ..processes import MailServer, celery_worker, mail_server
from . import Setting

WORKERS_OF_A_SUPERVISOR = 10
SESSIONS_OF_A_WORKER = 5
FEW = 10
PATIENCE = 120.0
AN_HOUR = timedelta(hours=1)


def mailing(setting: Setting) -> Iterator[Figure]:
    """All rows about mail, each to a real server over SMTP."""
    with mail_server() as server:
        yield _first(setting, server)
    with mail_server() as server, override_settings(**_to(server)):
        yield _one_for_each(setting)
        yield _long_and_short(setting)


def _to(server: MailServer) -> dict[str, Any]:
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": "",
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": False,
        "OUTBOX_SEND_PER_MINUTE": 0,
    }


def _first(setting: Setting, server: MailServer) -> Figure:
    """From the sweep's start until a real worker, rung by the broker, has handed over the first mail."""
    workers = max(1, setting.sizes.backlog // SESSIONS_OF_A_WORKER)
    with setting.scratch.fresh("first") as database:
        supervisors = max(1, workers // WORKERS_OF_A_SUPERVISOR)
        people = populate(supervisors=supervisors, workers_each=WORKERS_OF_A_SUPERVISOR, now=setting.now)
        _overdue(people, SESSIONS_OF_A_WORKER, setting)
        with celery_worker(database=database, broker_url=setting.broker_url, mail=server):
            began = time.time()
            sweep(now=timezone.now())
            swept = time.time() - began
            first = _first_arrival(server, began)
    title = f"first mail after the sweep starts, {setting.sizes.backlog:,} past their date, a real worker"
    return Figure(
        "first_mail", title, first, "s", 2, details={"sweep": swept}, note=f"the sweep itself took {swept:.2f} s"
    )


def _first_arrival(server: MailServer, began: float) -> float | None:
    while time.time() - began < PATIENCE:
        if arrivals := server.arrivals():
            return arrivals[0] - began
        time.sleep(0.01)
    return None


def _one_for_each(setting: Setting) -> Figure:
    """Mails of one item, one sender, beside Django's own rendering and sending over one open connection."""
    number, ours, floors = setting.sizes.mails, [], []
    with setting.scratch.fresh("speed"):
        people = populate(supervisors=number, workers_each=1, now=setting.now)
        for _ in range(setting.sizes.rounds):
            floors.append(timed(lambda: _by_hand(people.supervisors)))
            _queue(people, 1, setting, None)
            ours.append(timed(_send))
    own, floor = middle(ours), middle(floors)
    return Figure(
        "mails_per_second",
        f"mails a second, one sender, {number:,} mails of one item, beside Django's own render and send",
        number / own.wall,
        "/s",
        0.75,
        number / floor.wall,
        at_least=True,
        note=f"{floor.cpu / own.cpu:.2f} times by processor time",
        details={"cpu": own.cpu, "floor_cpu": floor.cpu},
    )


def _long_and_short(setting: Setting) -> Figure:
    """The cost of a mail to somebody with a thousand items beside one with ten."""
    number, most = setting.sizes.heavy_mails, setting.sizes.caseload
    with setting.scratch.fresh("caseload"):
        people = populate(supervisors=1, workers_each=1, now=setting.now)
        light = add_teams(people, supervisors=number, workers_each=WORKERS_OF_A_SUPERVISOR)
        heavy = add_teams(people, supervisors=number, workers_each=WORKERS_OF_A_SUPERVISOR)
        short: list[Spent] = []
        long: list[Spent] = []
        for _ in range(setting.sizes.rounds):
            _queue(people, FEW // WORKERS_OF_A_SUPERVISOR, setting, light)
            short.append(timed(_send))
            _queue(people, most // WORKERS_OF_A_SUPERVISOR, setting, heavy)
            long.append(timed(_send))
    own, floor = middle(long), middle(short)
    title = f"cost of a mail at {most:,} items beside {FEW} items"
    return Figure("caseload", title, own.wall / number * 1000, "ms", 1.3, floor.wall / number * 1000)


def _queue(people: Population, each: int, setting: Setting, supervisors: list[Person] | None) -> None:
    _overdue(people, each, setting, supervisors)
    sweep(now=timezone.now())
    settle_down()


def _overdue(people: Population, each: int, setting: Setting, supervisors: list[Person] | None = None) -> None:
    ended = setting.now - AN_HOUR
    add_sessions(
        people,
        each=each,
        due_at=ended - timedelta(days=7),
        missed_after=ended,
        next_check=ended,
        supervisors=supervisors,
    )


def _send() -> None:
    send_waiting(clock=timezone.now)


def _by_hand(recipients: list[Person]) -> None:
    """What anybody would write with Django: render both templates, send, over one connection."""
    text, html = get_template("emails/alert.txt"), get_template("emails/alert.html")
    with get_connection() as connection:
        for person in recipients:
            message = EmailMultiAlternatives(
                "1 supervision session is past its date", text.render(SAID), to=[person.email], connection=connection
            )
            message.attach_alternative(html.render(SAID), "text/html")
            message.send()


SAID = {
    "organisation": "Measured",
    "headline": "1 supervision session is past its date",
    "reasons": ["you supervise this worker"],
    "lines": ["A1B2C-D3E4F: due by 14 March 2027, past its date"],
    "link": "http://localhost:8000/a/" + "x" * 80 + "/",
    "next": "If nothing happens, the manager is told on 18 March 2027.",
    "reply_by": "",
    "help_now": "http://localhost:8000/help-now/",
    "my_alerts": "http://localhost:8000/my/alerts/",
    "safety_net": False,
}
