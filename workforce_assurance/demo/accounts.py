"""Accounts in words of some incidents; a few hold a word that the label monitor points out."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from debriefs.commands import open_account
from debriefs.models import Incident
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value

from .staff import SEED

NUMBER, OLDEST, NEWEST = 48, timedelta(days=540), timedelta(days=12)
LABELLED_ONCE_IN = 4
WORDS = {
    "account": (
        "Two people argued over a place in the queue. One of them threw a chair, and nobody was hit.",
        "I found somebody on the stairs who did not answer. A colleague came with the kit and we rang 999.",
        "He shouted that he would come back with others. We closed the door and told the two who were waiting.",
        "She told me on the phone what she had taken, and stayed on the line until they came.",
    ),
    "done": (
        "A colleague stayed with the person, another one rang, the duty manager came down.",
        "We cleared the room and opened the back door. Nobody followed.",
        "First aid, an ambulance, and somebody to sit with those who saw it.",
    ),
    "needed": (
        "Somebody to go along to the hospital tomorrow.",
        "A word with those who saw it.",
        "Nothing more at the moment.",
    ),
}  # fmt: skip
LABELLED = {
    "account": (
        "He was aggressive at the door again, and a colleague was pushed.",
        "She is a difficult client and shouted at both of us.",
        "He refuses to leave the room when it closes, and we rang the manager.",
        "The chaotic one from upstairs broke the window beside the desk.",
    ),
    "needed": (
        "If he does this again, we will stop his visits.",
        "Somebody who is used to manipulative people has to take this on.",
    ),
}


def write_accounts(*, now: datetime) -> int:
    """Write what was said of some of the older incidents, by whoever logged them by name; gives how many."""
    rows = Incident.objects.filter(
        reporter__isnull=False, reporter__is_active=True, reporter_mode="named",
        logged_at__gte=now - OLDEST, logged_at__lt=now - NEWEST,
    ).exclude(state="logged")  # fmt: skip
    found = list(rows.select_related("reporter", "finisher", "team__manager").order_by("reference")[:NUMBER])
    rng = random.Random(f"{SEED} accounts")  # noqa: S311
    for incident in found:
        _write(incident, rng)
    return len(found)


def _write(incident: Incident, rng: random.Random) -> None:
    by, at = incident.reporter, incident.logged_at + timedelta(hours=2)
    response = open_account(incident=incident, by=by, now=at)
    (section,) = asked_by(response.version_id).sections
    stock = WORDS | LABELLED if rng.randrange(LABELLED_ONCE_IN) == 0 else WORDS
    values = {asked.key: Value(words=rng.choice(stock[asked.key])) for asked in section.answered}
    records.save_section(response=response, section=section, values=values, revision=0, seen="", by=by, now=at)
