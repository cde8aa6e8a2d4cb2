"""Two teams in two services, a session with a signed-for record in the first, and everybody who might ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from boundaries.catalogue.commands import copy_catalogue as draft_decisions
from boundaries.competency.commands import draft_policy as draft_competency
from boundaries.labels.commands import contest_term
from boundaries.labels.enums import ContestedBecause
from boundaries.reviews.commands import hold_calibration as calibrate
from boundaries.standards.commands import draft_standard
from debriefs.commands import copy_catalogue, lead_debrief, link_incidents, make_report_link, open_account
from debriefs.models import GuidancePolicy, SimilarAccounts
from debriefs.support.commands import ask_for_support
from governance.measures.enums import NoteKind
from governance.measures.judging import add_note
from governance.measures.registry import MEASURES
from governance.measures.shown import Place
from governance.packs.commands import Said, add_clause, add_standard
from supervision.commands import Figures, GroupPlan, add_topic, copy_policy, draft_agreement, plan_group, start_session
from supervision.enums import GroupKind
from supervision.models import CadencePolicy
from tests.factories import (
    audits,
    board,
    boundaries,
    competency,
    decision_imports,
    figures,
    inspections,
    meetings,
    packs,
    reviews,
    safe_contact,
    standards,
)
from tests.factories.debriefs import log
from tests.factories.labels import draw as draw_words
from tests.factories.labels import found as words_found
from tests.factories.people import (
    HolidayFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    ServiceFactory,
    TeamFactory,
)
from tests.factories.supervision import AdjustmentFactory, SessionFactory, UpliftFactory
from tests.factories.support import lighter, offer
from tests.factories.template_builder import QuestionFactory
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import copy_ladder
from workforce_assurance.escalations.models import Episode, Hold, LadderVersion
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import PeopleImport, Service, SupportContact, Team
from workforce_assurance.people.queries import today
from workforce_assurance.rendering.commands import ask_for_file
from workforce_assurance.structured_templates.builder.commands import copy_version
from workforce_assurance.structured_templates.models import Question

NOBODY = "nobody signed in"
WORKER, SUPERVISOR, MANAGER, SERVICE_LEAD, PEER = "worker", "supervisor", "manager", "service lead", "peer"
OTHER_WORKER, OTHER_SUPERVISOR, OTHER_MANAGER = "worker elsewhere", "supervisor elsewhere", "manager elsewhere"
GOVERNANCE, ADMINISTRATOR, DATA_PROTECTION = "governance lead", "administrator", "data protection lead"
SUPERUSER = "superuser"
INSPECTOR = "inspector"
EVERYBODY = (
    NOBODY,
    WORKER,
    SUPERVISOR,
    MANAGER,
    SERVICE_LEAD,
    PEER,
    OTHER_WORKER,
    OTHER_SUPERVISOR,
    OTHER_MANAGER,
    GOVERNANCE,
    ADMINISTRATOR,
    DATA_PROTECTION,
    SUPERUSER,
    INSPECTOR,
)
# Whoever works here: an inspector is a guest, for whom no page of theirs is there.
SIGNED_IN = frozenset(EVERYBODY) - {NOBODY, INSPECTOR}


@dataclass
class World:
    people: dict[str, Any]
    records: dict[str, Any]
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, persona: str) -> Client:
        return self.clients[persona]

    def sign_in(self, persona: str) -> Client:
        client = Client(headers={"host": "testserver", "origin": "https://testserver"})
        if persona != NOBODY:
            client.force_login(self.people[persona], backend=settings.AUTHENTICATION_BACKENDS[1])
        return client

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens inside is taken back."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def build_world(*, time_zone: str = "Europe/London") -> World:
    """Everything that an address of ours can name, as things stand today."""
    now = timezone.now()
    OrganisationFactory(time_zone=time_zone)
    load_shipped(now=now)
    people = _people()
    here = Team.objects.select_related("service").get(name="Harbour team")
    session = _session(people[WORKER], people[SUPERVISOR])
    response = start_session(session=session, by=people[SUPERVISOR], now=now)
    draft = copy_version(version=response.version, by=people[ADMINISTRATOR], now=now)
    section = draft.sections.order_by("position").first()
    questions = Question.objects.filter(section__version=draft, group=None).select_related("section")
    choice, group = questions.filter(kind="several_of").first(), questions.filter(kind="group").first()
    matrix = QuestionFactory(
        section=section,
        key="matrix",
        kind="matrix",
        text="How was the week?",
        options=[{"code": "light", "label": "Light", "points": 1}, {"code": "heavy", "label": "Heavy", "points": 2}],
        items=[{"code": "pace", "label": "The pace"}],
        position=99,
    )
    ladder = LadderVersion.objects.get(obligation_kind="supervision.session")
    meeting = _meeting(people, here)
    records = {
        "session": session,
        "response": response,
        "group": meeting,
        "section": response.version.sections.order_by("position").first(),
        "uplift": UpliftFactory(worker=people[WORKER], asked_on=today(now=now), added_at=now),
        "topic": add_topic(session=session, text="The rota", once="1", by=people[WORKER], now=now),
        "topic_act": SimpleNamespace(what="talked"),
        "agreement": draft_agreement(
            worker=people[WORKER], figures=Figures(14, 60, "room"), by=people[SUPERVISOR], now=now
        ),
        "adjustment": AdjustmentFactory(session=session),
        "policy": CadencePolicy.objects.get(),
        "draft_policy": copy_policy(policy=CadencePolicy.objects.get(), by=people[ADMINISTRATOR], now=now),
        "version": draft,
        "published": response.version,
        "draft_section": section,
        "draft_question": section.questions.filter(group=None).order_by("position").first(),
        "choice_question": choice,
        "choice_section": choice.section,
        "option": SimpleNamespace(**choice.options[0]),
        "group_question": group,
        "matrix_question": matrix,
        "item": SimpleNamespace(**matrix.items[0]),
        "group_section": group.section,
        "episode": _episode(session, ladder),
        "ladder": ladder,
        "hold": Hold.objects.create(found_at=now, usual=3),
        "draft_ladder": copy_ladder(ladder=ladder, by=people[ADMINISTRATOR], now=now),
        "person": people[WORKER],
        "role": RoleGrantFactory(person=people[WORKER], role=Role.DATA_PROTECTION, service=here.service),
        "line": people[WORKER].supervised_by.get(),
        "upload": _upload(people[ADMINISTRATOR]),
        "holiday": SimpleNamespace(day=HolidayFactory().day.isoformat()),
        "contact": SupportContact.objects.first(),
        **_incident(people, here, now),
        **_decisions(people, here, now),
        **_reviews(people, now),
        **_meetings(people, now),
        **_audit(people[GOVERNANCE], here, now),
        **_standards(people, here, now),
        **_competency(people, now),
        **_labels(people, now),
        **_figures(people[GOVERNANCE], here, now),
        "pack": packs.asked(people[GOVERNANCE], now=now),
        **_named_standard(people[GOVERNANCE], now),
        **_board(people, here, now),
        **_inspection(people, here, now),
        "offer": offer(people[WORKER], people[SUPERVISOR], now=now),
        "lighter": lighter(people[WORKER], people[SUPERVISOR], now=now, starts_on=today(now=now) + timedelta(days=2)),
        "support_request": ask_for_support(kind=None, by=people[WORKER], now=now),
        "action": _action(people[WORKER], people[SUPERVISOR]),
        "themes": action_log.copy_themes(by=people[ADMINISTRATOR], now=now),
        "team": here,
        "measure_note": _measure_note(people, here, now),
        "file": ask_for_file(key="supervision.completion", asked={}, by=people[MANAGER], now=now),
        "service": here.service,
        **_complaints(people, here, now),
    }
    world = World(people=people, records=records)
    world.clients.update({persona: world.sign_in(persona) for persona in EVERYBODY})
    return world


def _people() -> dict[str, Any]:
    here = TeamFactory(name="Harbour team", service=ServiceFactory(name="Harbour"))
    there = TeamFactory(name="Hillside team", service=ServiceFactory(name="Hillside"))
    made = {name: PersonFactory(full_name=name.capitalize()) for name in (MANAGER, SERVICE_LEAD, OTHER_MANAGER)}
    made[SUPERVISOR] = PersonFactory(full_name="Supervisor", team=here)
    made[WORKER] = PersonFactory(full_name="Worker", team=here, supervisor=made[SUPERVISOR])
    made[PEER] = PersonFactory(full_name="Peer", team=here, supervisor=made[SUPERVISOR])
    made[OTHER_SUPERVISOR] = PersonFactory(full_name="Other supervisor", team=there)
    made[OTHER_WORKER] = PersonFactory(full_name="Other worker", team=there, supervisor=made[OTHER_SUPERVISOR])
    for team, manager in ((here, MANAGER), (there, OTHER_MANAGER)):
        Team.objects.filter(pk=team.pk).update(manager=made[manager])
    Service.objects.filter(pk=here.service_id).update(lead=made[SERVICE_LEAD])
    made[GOVERNANCE] = PersonFactory(full_name="Governance", roles=[Role.GOVERNANCE_LEAD])
    made[ADMINISTRATOR] = PersonFactory(full_name="Administrator", roles=[Role.ADMINISTRATOR])
    made[DATA_PROTECTION] = PersonFactory(full_name="Data protection", roles=[Role.DATA_PROTECTION])
    made[SUPERUSER] = PersonFactory(full_name="Superuser", is_superuser=True, is_staff=True)
    return made


def _session(worker: Any, supervisor: Any) -> Any:
    """A session that passed its date and its grace a week ago."""
    due = today(now=timezone.now()) - timedelta(days=21)
    return SessionFactory(worker=worker, supervisor=supervisor, team=None, due_on=due)


def _incident(people: dict[str, Any], team: Team, now: Any) -> dict[str, Any]:
    """Logged by the worker, who finishes it; one more is theirs with their name kept back."""
    known = log(people[WORKER], team, now=now)
    kept = log(people[WORKER], team, mode="kept", now=now)
    copy_catalogue(by=people[ADMINISTRATOR], now=now)
    led = kept.debriefs.get(strand="learning")
    lead_debrief(debrief=led, facilitator=people[SUPERVISOR], by=people[MANAGER], now=now)
    return {
        "incident": known,
        "kept_incident": kept,
        "notification": known.notifications.first(),
        "debrief": known.debriefs.get(strand="learning"),
        "led_debrief": led,
        "linked_pair": link_incidents(incident=known, other=kept, kind="same", by=people[MANAGER], now=now),
        "similar_pair": _similar(known, kept, people, now),
        "guidance_policy": GuidancePolicy.objects.get(name="Lone working"),
        "report_link": make_report_link(team=team, by=people[MANAGER], now=now),
    }


def _decisions(people: dict[str, Any], team: Team, now: Any) -> dict[str, Any]:
    """Three exclusions that the worker asked for: a draft, one at the manager's gate, one in effect."""
    ends = {"ends_at": now + timedelta(days=20), "now": now}
    decided = boundaries.in_effect(people[WORKER], team, approver=people[MANAGER], **ends)
    draft_decisions(by=people[ADMINISTRATOR], now=now)
    line = decision_imports.line_of(
        people[WORKER], people[MANAGER], team, let_through="2024-01-04", began="2024-01-04", until="2024-01-11"
    )
    return {
        "imported_decisions": decision_imports.bring_in(decision_imports.file(line), people[GOVERNANCE], now=now),
        "waiting_decisions": decision_imports.received(decision_imports.file(line), people[GOVERNANCE], now=now),
        "drafted_decision": boundaries.draft(people[WORKER], team, **ends),
        "decision_at_gate": boundaries.at_the_gate(people[WORKER], team, **ends),
        "decision": decided,
        "step": boundaries.step(decided),
        "appeal": boundaries.appeal(decided, reviewer=people[SERVICE_LEAD], by=people[WORKER], now=now),
    }


def _reviews(people: dict[str, Any], now: Any) -> dict[str, Any]:
    """Of the worker: a review with them, one that two people from elsewhere are to rate, and an interaction not drawn."""
    raters, day = (people[OTHER_SUPERVISOR], people[OTHER_MANAGER]), today(now=now) - timedelta(days=1)
    reviews.flag(people[WORKER], now=now)
    first = reviews.draw(*raters, by=people[GOVERNANCE], now=now, last_on=day)
    reviews.flag(people[WORKER], now=now)
    second = reviews.draw(*raters, by=people[GOVERNANCE], now=now, last_on=day)
    calibrate(held_on=day, taking_part=2, criteria=["choice"], by=people[GOVERNANCE], now=now)
    return {
        "review": reviews.with_worker(first.reviews.get(), now=now),
        "sample": second,
        "rating": second.reviews.get().ratings.get(rater=people[OTHER_SUPERVISOR]),
        "interaction": reviews.flag(people[WORKER], now=now),
    }


def _meetings(people: dict[str, Any], now: Any) -> dict[str, Any]:
    """Chaired by the lead of the service, with the manager: one that goes on, and one that is closed."""
    chair, member = people[SERVICE_LEAD], people[MANAGER]
    going_on = meetings.held(chair, member, now=now)
    over = meetings.held(chair, member, now=now, name="Closed meetings")
    meetings.decide(meetings.item_of(over), chair, owner=member, now=now)
    meetings.note_the_rest(over, chair, now=now)
    item = meetings.item_of(going_on)
    return {
        "meeting": going_on,
        "meeting_series": going_on.series,
        "meeting_item": item,
        "meeting_decision": meetings.decide(item, chair, owner=member, now=now),
        "closed_meeting": meetings.close(over, chair, now=now),
    }


def _named_standard(lead: Any, now: Any) -> dict[str, Any]:
    standard = add_standard(name="A standard", source="Somebody", about="What is asked.", by=lead, now=now)
    said = Said("1", "Supervise regularly.", ["supervision.on_time"], "")
    return {"named_standard": standard, "clause": add_clause(standard=standard, said=said, by=lead, now=now)}


def _board(people: dict[str, Any], team: Team, now: Any) -> dict[str, Any]:
    """One that was issued to the service lead, and the draft of the next."""
    board.measured(team, now=now)
    issued = board.issued(people[GOVERNANCE], people[SERVICE_LEAD], now=now)
    draft = board.drafted(people[GOVERNANCE], now=now)
    return {"issued_paper": issued, "draft_paper": draft, "board_caveat": board.caveat(draft, now=now)}


def _inspection(people: dict[str, Any], team: Team, now: Any) -> dict[str, Any]:
    """Open to the inspector, who has asked for an item."""
    drawn = audits.draw(people[GOVERNANCE], teams=[team], by=people[GOVERNANCE], of="actions", now=now)
    found = inspections.given(people[GOVERNANCE], audit=drawn, now=now)
    people[INSPECTOR] = found.inspector
    return {
        "inspection": found,
        "inspected_pack": found.pack,
        "inspected_unit": drawn.units.filter(is_drawn=True).first(),
        "inspection_item": inspections.asked(found, now=now),
    }


def _audit(governance: Any, team: Team, now: Any) -> dict[str, Any]:
    """Of the action log, read by the governance lead: the action that the worker does."""
    action = audits.action_in(team, now=now)
    drawn = audits.draw(governance, teams=[action.team], by=governance, of="actions", now=now)
    return {"audit": drawn, "audit_reading": audits.readings(drawn)[0]}


def _measure_note(people: dict[str, Any], team: Team, now: Any) -> Any:
    """Beside the chart of the team's supervision, by its manager."""
    return add_note(
        measure=MEASURES["supervision.on_time"], place=Place("team", team.pk), month=today(now=now).replace(day=1),
        kind=NoteKind.POLICY, words="A new policy", by=people[MANAGER], now=now,
    )  # fmt: skip


def _competency(people: dict[str, Any], now: Any) -> dict[str, Any]:
    """Evidence about the worker, a coaching goal of theirs, files of evidence, and the next policy drafted."""
    said = competency.lines(competency.line(people[WORKER], today(now=now) - timedelta(days=3)))
    files = {
        "evidence_brought_in": competency.bring_in(said, people[ADMINISTRATOR], now=now),
        "waiting_evidence": competency.received(said, people[ADMINISTRATOR], now=now),
    }
    evidence = competency.record(
        people[WORKER], people[SUPERVISOR], now=now, took_place_on=today(now=now) - timedelta(days=1)
    )
    draft = draft_competency(by=people[ADMINISTRATOR], now=now)
    goal = competency.goal(people[WORKER], people[SUPERVISOR], now=now)
    return files | {"evidence": evidence, "goal": goal, "competency_need": draft.skills.first().needs.first()}


def _labels(people: dict[str, Any], now: Any) -> dict[str, Any]:
    """The worker contests a word of the list, which was found in an account of theirs and drawn."""
    contested = contest_term(code="manipulative", because=ContestedBecause.NO_BETTER, by=people[WORKER], now=now)
    words_found(by=people[WORKER], now=now)
    sample = draw_words(by=people[GOVERNANCE], now=now)
    return {"label_contest": contested, "label_sample": sample, "label_reading": sample.readings.first()}


def _standards(people: dict[str, Any], team: Team, now: Any) -> dict[str, Any]:
    """Two in force, the next version of the first drafted: the worker was not sure of that one, and is asked for the other."""
    governance = people[GOVERNANCE]
    standard = standards.in_force(governance, now=now).standard
    prompt = standards.attest(standards.asked(people[WORKER]), sure=False, now=now)[0]
    standards.in_force(governance, now=now, title="Gifts", category="money")
    draft_standard(standard=standard, by=governance, now=now)
    return {
        "standard": standard,
        "prompt": prompt,
        "attestation": standards.asked(people[WORKER]),
        "standard_exception": standards.ask_for_exception(
            standard, team, people[MANAGER], now=now, starts_on=today(now=now) + timedelta(days=3)
        ),
        "protocol": safe_contact.in_use(team, people[WORKER], now=now),
        "route": safe_contact.route(governance, now=now),
    }


def _figures(governance: Any, team: Any, now: Any) -> dict[str, Any]:
    """A file that was brought in, and one that waits."""
    said = f"Month,Team,Headcount\n2024-01,{team.name},9\n"
    done = figures.bring_in(said, governance, now=now)
    return {"figures_brought_in": done, "waiting_figures": figures.received(said, governance, now=now)}


def _similar(known: Any, kept: Any, people: dict[str, Any], now: Any) -> Any:
    """The worker wrote the one account, which the manager reads, and the manager the other."""
    open_account(incident=known, by=people[WORKER], now=now)
    open_account(incident=kept, by=people[MANAGER], now=now)
    first, second = sorted((known, kept), key=lambda one: one.pk)
    return SimilarAccounts.objects.create(first=first, second=second, score=0.5, found_at=now)


def _action(owner: Any, opener: Any) -> Any:
    """An action of the worker's that the supervisor opened and checks; its evidence waits."""
    due, now = today(now=timezone.now()) + timedelta(days=14), timezone.now()
    agreed = action_log.Agreed("Alarm buttons within reach", "corrective", "system", owner=owner, due_on=due)
    action = action_log.open_action(agreed=agreed, by=opener, now=now)
    action_log.submit_evidence(action=action, kind="seen", words="In both rooms", by=owner, now=now)
    return action


def _meeting(people: dict[str, Any], team: Team) -> Any:
    """A group in three days of the worker and somebody who asks for nothing; the peer of the same team is not invited."""
    other = PersonFactory(full_name="Somebody else", team=team, supervisor=people[SUPERVISOR])
    now = timezone.now()
    plan = GroupPlan(GroupKind.GROUP, (people[WORKER], other), now + timedelta(days=3), 90)
    return plan_group(plan=plan, by=people[SUPERVISOR], now=now)


def _complaints(people: dict[str, Any], team: Team, now: Any) -> dict[str, Any]:
    """Both put on record by the worker and the manager's to answer: one about the peer, who was not told, and one that is answered."""
    from governance.complaints.commands import name_people
    from tests.factories import complaints

    complaint = complaints.received(team, people[WORKER], now=now, source=("debriefs.incident", people[WORKER].pk))
    name_people(complaint=complaint, ids=[people[PEER].pk], by=people[MANAGER], now=now)
    answered = complaints.answered(complaints.received(team, people[WORKER], now=now), now=now)
    return {
        "complaint": complaint,
        "complaint_about": complaint.about.get(),
        "complaint_link": complaint.links.get(),
        "answered_complaint": answered,
        "handling": answered.handlings.get(),
    }


def _upload(administrator: Any) -> PeopleImport:
    """A file of people that waits to be applied."""
    return PeopleImport.objects.create(
        file_name="people.csv",
        content=b"staff number,name,e-mail\nS1,Kim Lee,kim@harbour.example\n",
        sha256="0" * 64,
        encoding="utf-8",
        delimiter=",",
        uploaded_by=administrator,
        uploaded_at=timezone.now(),
    )


def _episode(session: Any, ladder: LadderVersion) -> Episode:
    return Episode.objects.create(
        obligation_kind="supervision.session",
        subject_id=session.pk,
        reference=session.reference,
        about=session.worker,
        responsible=session.supervisor,
        due_at=session.due_at,
        runs_out_at=session.missed_after,
        counted_from=session.missed_after,
        ladder=ladder,
        position=1,
        state="open",
        opened_at=timezone.now(),
    )
