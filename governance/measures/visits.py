"""When somebody last looked at what changed. A visit lasts a day: whatever is new stays new until its end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

# Asked with every look, so as a plain statement: putting a queryset together costs more than all of this.
KNOWN = "SELECT began_at, before_at FROM governance_measurevisit WHERE person_id = %(person)s"
BEGIN = """
INSERT INTO governance_measurevisit AS visit (person_id, began_at) VALUES (%(person)s, %(now)s)
ON CONFLICT (person_id) DO UPDATE SET before_at = visit.began_at, began_at = EXCLUDED.began_at
    WHERE visit.began_at < %(day_began_at)s
"""


def look_in(*, person: Any, now: datetime, day_began_at: datetime) -> datetime | None:
    """They look now: when they had begun to look the time before this day, None when they never had."""
    asked = {"person": person.pk, "now": now, "day_began_at": day_began_at}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, asked)
        began_at, before_at = cursor.fetchone() or (None, None)
        if began_at and began_at >= day_began_at:
            return before_at
        cursor.execute(BEGIN, asked)
    return began_at
