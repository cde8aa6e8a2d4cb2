"""Decisions of the months before the register was kept, brought in from a file; one wrong line is left out."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from boundaries.bringing_in import commands
from boundaries.bringing_in.columns import LABELS
from boundaries.bringing_in.planning import look_at
from workforce_assurance.people.models import Person, RoleGrant, Team
from workforce_assurance.people.queries import today

from .staff import SEED
from .teams import SLIPPED

DAY = timedelta(days=1)
NUMBER = 14
KINDS = (
    ("Exclusion", "One of our places", 7),
    ("Warning", "Nothing yet: it warns", 60),
    ("Contact limit", "How or when we are in contact", 28),
)
GROUNDS = ("Somebody was threatened", "Damage to the place", "Another rule of the place")


def bring_earlier_decisions_in(*, began: datetime, now: datetime) -> int:
    """Bring them in as governance does, and leave the one wrong line out; gives how many came in."""
    team = Team.objects.select_related("service", "manager").get(name=SLIPPED)
    by = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    workers = list(Person.objects.filter(memberships__team=team).exclude(pk=team.manager_id).order_by("reference")[:5])
    at = now - 40 * DAY
    upload = commands.receive_file(
        file_name="decisions-of-the-year-before.csv", content=_file(team, workers, began).encode(), by=by, now=at
    )
    plan = look_at(upload, viewer=by, today=today(now=at)).plan
    commands.bring_in(upload=upload, fingerprint=plan.fingerprint, leave_out=True, by=by, now=at)
    return len(plan.decisions)


def _file(team: Team, workers: list[Person], began: datetime) -> str:
    rng = random.Random(f"{SEED} earlier decisions")  # noqa: S311
    rows = [list(LABELS.values())]
    for number in range(NUMBER):
        kind, covers, days = rng.choice(KINDS)
        first = (began - (300 - 16 * number) * DAY).date()
        asked = rng.choice(workers).reference
        # The last was let through by whoever asked for it.
        let_through = asked if number == NUMBER - 1 else team.manager.reference
        rows.append(
            [
                f"OLD-{number + 1:03}", kind, rng.choice(GROUNDS), covers, f"HB-{rng.randrange(1000, 9999)}", team.name,
                team.service.name, asked, let_through, f"{first:%d/%m/%Y}", f"{first:%d/%m/%Y}",
                f"{first + days * DAY:%d/%m/%Y}", "", "",
            ]
        )  # fmt: skip
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
