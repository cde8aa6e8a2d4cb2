"""Invented support: what was offered after two years of incidents, what people said, and a supervisor's word to have."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, time, timedelta

from django.template.loader import render_to_string

from debriefs.commands import Description, FourFacts, describe_incident, hold_debrief, log_incident
from debriefs.enums import HelpNeeded, Involvement, Place, ReporterMode
from debriefs.models import (
    CaseloadAdjustment,
    CheckIn,
    Debrief,
    IncidentType,
    InvolvedColleague,
    SupportKind,
    SupportOffer,
)
from debriefs.support.check_ins import SUBJECT
from debriefs.support.commands import (
    KindSaid,
    Lightened,
    answer_adjustment,
    ask_for_support,
    offer_support,
    propose_adjustment,
    set_support,
)
from debriefs.support.enums import CHECK_IN_MAIL, CaseloadKind
from debriefs.support.links import NOT_KEPT
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.models import Person

from .sign_ins import administrator_to_show, other_worker_to_show, supervisor_to_show, worker_to_show
from .staff import SEED, ZONE

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
KINDS = ("peer", "peer", "manager", "manager", "employee_assistance", "occupational_health", "time_off_task")
ANSWERS = ("accepted", "accepted", "accepted", "declined", "declined", "later", "")
# Of a hundred colleagues who were involved, so many were offered something; of the last days nobody yet.
OFFERED = 70
FRESH = 5 * DAY
WISHES = ("nothing",) * 6 + ("talk", "later") + ("",) * 4
SENT_BETWEEN = (time(8), time(20))


def write_support(*, now: datetime) -> int:
    """Write it; gives how many offers."""
    _name_who_answers(now)
    offers = _offers(now)
    SupportOffer.objects.bulk_create(offers, batch_size=2000)
    _write_check_ins(now)
    CaseloadAdjustment.objects.bulk_create(_adjustments(now), batch_size=2000)
    _some_to_look_at(now)
    _one_for_the_worker_to_show(now)
    _one_without_contact(now)
    return len(offers) + 1


def _name_who_answers(now: datetime) -> None:
    """Somebody of another team for a talk with a colleague; the rest is reached outside."""
    shown = supervisor_to_show()
    others = Person.objects.filter(job_title=shown.job_title, is_active=True).exclude(manager=shown.manager_id)
    kinds = {kind.code: KindSaid(is_offered=True) for kind in SupportKind.objects.all()}
    kinds["peer"] = KindSaid(is_offered=True, answered_by=others.order_by("reference")[0])
    set_support(kinds=kinds, recent_days=14, by=administrator_to_show(), now=now - 300 * DAY)


def _offers(now: datetime) -> list[SupportOffer]:
    rng = random.Random(f"{SEED} support")  # noqa: S311
    rows = InvolvedColleague.objects.select_related("incident__team__manager").order_by("incident__logged_at", "pk")
    return [
        _offer(row, rng)
        for row in rows.filter(incident__happened_at__lt=now - FRESH)
        if rng.randrange(100) < OFFERED and row.person_id != row.incident.team.manager_id
    ]


def _offer(row: InvolvedColleague, rng: random.Random) -> SupportOffer:
    at, answer = row.incident.logged_at + rng.choice((3, 20, 45, 70)) * HOUR, rng.choice(ANSWERS)
    return SupportOffer(
        id=uuid.UUID(int=rng.getrandbits(128), version=4), kind_id=rng.choice(KINDS), to_id=row.person_id,
        incident=row.incident, offered_by=row.incident.team.manager, offered_at=at, answer=answer,
        answered_at=at + rng.choice((1, 6, 30)) * HOUR if answer else None,
        again_on=(at + 14 * DAY).date() if answer == "later" else None,
    )  # fmt: skip


def _write_check_ins(now: datetime) -> None:
    """Each colleague at each hour that has passed, with the mail that asked; the last two days are left to the job."""
    rng = random.Random(f"{SEED} check-ins")  # noqa: S311
    past = Debrief.objects.filter(strand="staff_support", due_at__lt=now - 2 * DAY).order_by("due_at", "pk")
    involved: dict[uuid.UUID, list[InvolvedColleague]] = {}
    for row in InvolvedColleague.objects.select_related("person").order_by("pk"):
        involved.setdefault(row.incident_id, []).append(row)
    said = {"organisation": "Lantern Bridge", "headline": SUBJECT, "link": NOT_KEPT, "support": "/support/"}
    text = render_to_string("emails/support/check_in.txt", said | {"help_now": "/help-now/"})
    rows = [_check_in(strand, row, rng, text) for strand in past for row in involved.get(strand.incident_id, ())]
    Mail.objects.bulk_create([row.mail for row in rows], batch_size=2000)
    CheckIn.objects.bulk_create(rows, batch_size=2000)


def _check_in(strand: Debrief, row: InvolvedColleague, rng: random.Random, text: str) -> CheckIn:
    at, wish = _by_day(strand.due_at), rng.choice(WISHES)
    mail = Mail(
        id=uuid.UUID(int=rng.getrandbits(128), version=4), kind=CHECK_IN_MAIL, state="sent", recipient=row.person,
        dedupe_key=f"{CHECK_IN_MAIL}:{strand.pk}:{row.person_id}", created_at=at, next_attempt_at=at, attempts=1,
        ended_at=at, settled=True, to_address=row.person.email or "", subject=SUBJECT, text=text,
    )  # fmt: skip
    return CheckIn(
        id=uuid.UUID(int=rng.getrandbits(128), version=4), debrief=strand, person=row.person, mail=mail, noted_at=at,
        wish=wish, answered_at=at + rng.choice((1, 3, 9)) * HOUR if wish else None,
    )  # fmt: skip


def _by_day(at: datetime) -> datetime:
    """The moment, or the next morning at eight."""
    local, (first, last) = at.astimezone(ZONE), SENT_BETWEEN
    if local.time() >= last:
        local += DAY
    return at if first <= at.astimezone(ZONE).time() < last else datetime.combine(local.date(), first, ZONE)


def _adjustments(now: datetime) -> list[CaseloadAdjustment]:
    """After one in six involvements of long ago, something was lighter for four weeks."""
    rng = random.Random(f"{SEED} caseload")  # noqa: S311
    rows = InvolvedColleague.objects.filter(how="affected", incident__happened_at__lt=now - 60 * DAY)
    rows = rows.select_related("incident__team__manager").order_by("incident__logged_at", "pk")
    return [
        _adjustment(row, rng) for row in rows if rng.randrange(6) == 0 and row.person_id != row.incident.team.manager_id
    ]


def _adjustment(row: InvolvedColleague, rng: random.Random) -> CaseloadAdjustment:
    at = row.incident.logged_at + DAY
    first, over = at.astimezone(ZONE).date(), at + 29 * DAY
    return CaseloadAdjustment(
        id=uuid.UUID(int=rng.getrandbits(128), version=4), worker_id=row.person_id, incident=row.incident,
        kind=rng.choice(CaseloadKind.values), agreed_by=row.incident.team.manager, proposed_at=at, starts_on=first,
        ends_on=first + 27 * DAY, review_on=first + 13 * DAY, state="lapsed", answered_at=at + 3 * HOUR, ended_at=over,
        reviewed_at=over,
    )  # fmt: skip


def _some_to_look_at(now: datetime) -> None:
    """One that the worker to show is asked for, one whose day to look at has come, and one that ends soon."""
    supervisor, other, today = supervisor_to_show(), other_worker_to_show(), now.astimezone(ZONE).date()
    asked = Lightened(CaseloadKind.NOT_ALONE, today, today + 20 * DAY, today + 10 * DAY, 7)
    propose_adjustment(worker=worker_to_show(), lightened=asked, by=supervisor, now=now - 3 * HOUR)
    for kind, began, length in ((CaseloadKind.FEWER_CASES, 15, 27), (CaseloadKind.SHIFTS, 18, 20)):
        _going(other, supervisor, kind, today - began * DAY, length, now - began * DAY)


def _going(worker: Person, by: Person, kind: CaseloadKind, first: date, length: int, at: datetime) -> None:
    said = Lightened(kind, first, first + length * DAY, first + 14 * DAY)
    adjustment = propose_adjustment(worker=worker, lightened=said, by=by, now=at)
    answer_adjustment(adjustment=adjustment, agrees=True, by=worker, now=at + 2 * HOUR)


def _one_for_the_worker_to_show(now: datetime) -> None:
    kind = SupportKind.objects.get(code="peer")
    offer_support(kind=kind, to=worker_to_show(), by=supervisor_to_show(), now=now - 20 * HOUR)
    ask_for_support(kind=None, by=other_worker_to_show(), now=now - 18 * HOUR)


def _one_without_contact(now: datetime) -> None:
    """A threat three days ago, after which nobody had a word with one of those involved yet."""
    worker, happened = other_worker_to_show(), now - 3 * DAY
    team = worker.memberships.select_related("team__manager").get(ends_on=None).team
    kind = IncidentType.objects.select_related("version").get(version__state="published", code="threat")
    facts = FourFacts(kind, team, Place.PREMISES, happened, HelpNeeded.NO)
    once = uuid.uuid5(uuid.NAMESPACE_URL, f"{SEED} support")
    incident = log_incident(facts=facts, mode=ReporterMode.NAMED, once=once, by=worker, now=happened + HOUR)
    said = Description(type=kind, colleagues={worker.pk: Involvement.AFFECTED})
    describe_incident(incident=incident, said=said, by=worker, now=happened + 2 * HOUR)
    hot = incident.debriefs.get(strand="hot")
    hold_debrief(debrief=hot, held_at=happened + 3 * HOUR, head_count=3, by=team.manager, now=happened + 4 * HOUR)
