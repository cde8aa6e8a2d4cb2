"""The sweep over open actions beside bare SQL: all of them past their date, and a tick when nothing is new."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import LadderVersion

from ..figures import Figure, Spent, middle, timed
from ..population import Population, populate, settle_down
from . import Setting
from .sweep import TICKS, WORKERS_OF_A_SUPERVISOR, is_bracket, run

ACTIONS_OF_A_WORKER = 10

ACTIONS = """
INSERT INTO action_log_action (id, reference, title, kind, strength, owner_id, checker_id, team_id, source_kind,
    original_due_on, due_on, due_at, state, opened_at, opened_by_id, cancelled_because)
SELECT gen_random_uuid(), left(md5(%(salt)s || line.id || '-' || n), 12), 'Measured', 'corrective', 'system',
    line.worker_id, line.supervisor_id, membership.team_id, 'hand', (%(due_at)s::timestamptz)::date,
    (%(due_at)s::timestamptz)::date, %(due_at)s, 'open', %(due_at)s::timestamptz - interval '30 days',
    line.supervisor_id, ''
FROM people_supervisionline line
JOIN people_teammembership membership ON membership.person_id = line.worker_id
JOIN people_person worker ON worker.id = line.worker_id AND worker.job_title = 'Worker'
CROSS JOIN generate_series(1, %(each)s) n
"""
DEADLINES = """
INSERT INTO action_log_deadline (id, action_id, about_id, responsible_id, due_on, due_at, next_check, state, because, reason,
    set_at, set_by_id)
SELECT gen_random_uuid(), id, owner_id, checker_id, due_on, due_at, due_at, 'waits', 'opened', '', opened_at, opened_by_id
FROM action_log_action
"""
EPISODES = """
INSERT INTO escalations_episode (id, obligation_kind, subject_id, reference, about_id, responsible_id, due_at,
    runs_out_at, counted_from, ladder_id, position, state, opened_at, closed_because)
SELECT uuidv7(), 'action_log.action', deadline.id, action.reference, deadline.about_id, deadline.responsible_id,
    deadline.due_at, deadline.due_at, deadline.due_at, %s, 1, 'open', %s, ''
FROM action_log_deadline deadline JOIN action_log_action action ON action.id = deadline.action_id
"""
# What the sweep writes besides: the claim of each deadline, and a notice for each episode in the mail of its owner.
CLAIM = """
UPDATE action_log_deadline SET ran_out_at = %s, next_check = NULL WHERE next_check <= %s
"""
NOTICES = """
INSERT INTO escalations_notice (episode_id, position, recipient_id, channel, way, state, why, mail_id, created_at)
SELECT episode.id, 1, episode.about_id, 'mail', 'worker', 'waiting', '', mail.id, %s
FROM escalations_episode episode JOIN outbox_mail mail ON mail.recipient_id = episode.about_id
"""
EMPTY = "TRUNCATE escalations_reaction, escalations_notice, escalations_episode, outbox_mail, action_log_action CASCADE"


def acting(setting: Setting) -> Iterator[Figure]:
    """All rows of actions, in one database."""
    with setting.scratch.fresh("actions"):
        workers = max(1, setting.sizes.actions // ACTIONS_OF_A_WORKER)
        supervisors = max(1, workers // WORKERS_OF_A_SUPERVISOR)
        people = populate(supervisors=supervisors, workers_each=WORKERS_OF_A_SUPERVISOR, now=setting.now)
        yield _cold(setting, people)
        yield from _tick(setting)


def _cold(setting: Setting, people: Population) -> Figure:
    """Floor and ours in turn, each over the same new actions."""
    ours: list[Spent] = []
    floors: list[Spent] = []
    ladder = LadderVersion.objects.get(obligation_kind="action_log.action", state="published").pk
    for _ in range(min(setting.sizes.rounds, 2)):
        _all_past(setting, people)
        floors.append(timed(lambda: run(EPISODES, [ladder, setting.now])))
        _all_past(setting, people)
        ours.append(timed(lambda: sweep(now=setting.now)))
    bare = _bare_writes(setting, ladder)
    own, floor = middle(ours), middle(floors)
    return Figure(
        "actions_sweep",
        f"sweep of {setting.sizes.actions:,} actions past their date beside the bare INSERT … SELECT of its episodes",
        own.wall,
        "s",
        1.5,
        floor.wall,
        note=f"beside bare statements that write all it writes, claims and notices too: {own.wall / bare.wall:.2f} times",
        details={"cpu": own.cpu, "bare_claim_episodes_and_notices": bare.wall},
    )


def _bare_writes(setting: Setting, ladder: object) -> Spent:
    """The same rows as the sweep writes, by three bare statements; the tick finds them as the sweep would leave them."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE escalations_reaction, escalations_notice, escalations_episode")
        cursor.execute("UPDATE action_log_deadline SET next_check = due_at, ran_out_at = NULL")
    settle_down()
    spent = [
        timed(lambda: run(CLAIM, [setting.now, setting.now])),
        timed(lambda: run(EPISODES, [ladder, setting.now])),
        timed(lambda: run(NOTICES, [setting.now])),
    ]
    return Spent(sum(each.wall for each in spent), sum(each.cpu for each in spent))


def _tick(setting: Setting) -> Iterator[Figure]:
    settle_down()
    spent = [timed(lambda: sweep(now=setting.now)) for _ in range(TICKS)]
    with CaptureQueriesContext(connection) as statements:
        sweep(now=setting.now)
    told = f"with {setting.sizes.actions:,} open actions"
    yield Figure("actions_tick", f"a tick with nothing new, {told}", middle(spent).wall * 1000, "ms", 5)
    asked = [query["sql"] for query in statements.captured_queries if not is_bracket(query["sql"])]
    yield Figure("actions_tick_statements", f"its statements, {told}", len(asked), "statements", 6)


def _all_past(setting: Setting, people: Population) -> None:
    run(EMPTY, [])
    due_at = setting.now - timedelta(hours=1)
    each = max(1, setting.sizes.actions // len(people.workers))
    with connection.cursor() as cursor:
        cursor.execute(ACTIONS, {"salt": uuid.uuid4().hex, "due_at": due_at, "each": each})
    run(DEADLINES, [])
    settle_down()
