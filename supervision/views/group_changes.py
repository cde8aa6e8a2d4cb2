"""What is done with a group: planned, its people changed, moved, cancelled, held."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from workforce_assurance.common.views import RecordForm
from workforce_assurance.people.views.edge import NewForm

from .. import commands
from ..enums import CorrectedBecause, GroupKind, Reason
from ..forms import PARTLY
from ..group_forms import CancelGroupForm, CorrectAttendanceForm, GroupForm, HoldGroupForm, MembersForm, MoveGroupForm
from ..group_page import status_of_group
from ..invitations import invitable
from ..models import GroupSession
from ..words import long_instant
from .edge import Edge, edge
from .groups import group_or_404


class PlanGroup(NewForm):
    """One form: who, when and where."""

    permission = "supervision.plan_group"
    title, submit, of_peers = "Plan a group", "Plan the group", False
    template_name = "supervision/group_plan.html"
    why_nobody = "These are the people whom you supervise or manage. Once there is somebody, they stand here."
    lead = "You facilitate it. Everybody who is invited has a part of the record that only they read."

    def way_back(self, _record: None) -> str:
        return reverse("supervision:groups")

    def answer(self, _record: None) -> HttpResponse:
        return redirect("supervision:group", self.planned.pk)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"why_nobody": self.why_nobody}

    def form(self, _record: None, at: Edge, typed: Any = None) -> GroupForm:
        people = invitable(self.request.user, GroupKind.PEER if self.of_peers else GroupKind.GROUP, on=at.today)
        initial = {"kind": GroupKind.GROUP, "minutes": 90}
        return GroupForm(typed, zone=at.zone, people=people, of_peers=self.of_peers, initial=initial)

    def act(self, form: GroupForm, _record: None, at: Edge) -> str:
        said = form.cleaned_data
        kind = GroupKind.PEER if self.of_peers else GroupKind(said["kind"])
        plan = commands.GroupPlan(kind, tuple(said["people"]), form.planned_at, said["minutes"], form.whereabouts)
        self.planned = commands.plan_group(plan=plan, by=self.request.user, now=at.now)
        return "The group is planned."


class PlanPeerGroup(PlanGroup):
    permission = "supervision.plan_peer_group"
    title, of_peers = "Plan a peer group", True
    why_nobody = "Peers are the others of your team, and those who have the same supervisor as you."
    lead = "You are one of the group and take the notes; another can do that instead. Nobody facilitates."


class GroupChange(RecordForm):
    """A page with one form about one group."""

    template_name = "supervision/group_form.html"

    def load(self, group_id: uuid.UUID) -> tuple[GroupSession, Edge]:
        return group_or_404(self.request, group_id, self.permission), edge(self.request.user)

    def way_back(self, group: GroupSession) -> str:
        return reverse("supervision:group", args=[group.pk])

    def shown(self, group: GroupSession, at: Edge) -> dict[str, Any]:
        return {
            "caption": group.get_kind_display(),
            "lead": f"Planned for {long_instant(group.planned_at, at.zone)}, {group.minutes} minutes.",
            "status": status_of_group(group, now=at.now, zone=at.zone),
        }


def members_of(group: GroupSession) -> list[Any]:
    rows = group.attendances.select_related("person").order_by("person__full_name", "pk")
    return [row.person for row in rows]


class Members(GroupChange):
    permission = "supervision.run_group"
    title, submit = "Change who is invited", "Save who is invited"

    def form(self, group: GroupSession, at: Edge, typed: Any = None) -> MembersForm:
        members = members_of(group)
        offered = {person.pk: person for person in [*members, *invitable(self.request.user, group.kind, on=at.today)]}
        people = sorted(offered.values(), key=lambda person: person.full_name)
        initial = {"people": [str(person.pk) for person in members], "note_taker": str(group.note_taker_id or "")}
        of_peers = group.kind == GroupKind.PEER
        return MembersForm(typed, people=people, members=members, of_peers=of_peers, initial=initial)

    def act(self, form: MembersForm, group: GroupSession, at: Edge) -> str:
        people, taker = form.cleaned_data["people"], form.note_taker_chosen
        commands.change_group_members(group=group, members=people, note_taker=taker, by=self.request.user, now=at.now)
        return "Who is invited is saved."


class MoveGroup(GroupChange):
    permission = "supervision.move_group"
    title, submit = "Move the group", "Save the time and place"

    def form(self, group: GroupSession, at: Edge, typed: Any = None) -> MoveGroupForm:
        local = group.planned_at.astimezone(at.zone)
        initial = {"day": local.date(), "clock": local.time(), "place": group.place, "call_link": group.call_link}
        sees = self.request.user.has_perm("supervision.see_group_people", group)
        return MoveGroupForm(typed, zone=at.zone, sees_link=sees, initial=initial)

    def act(self, form: MoveGroupForm, group: GroupSession, at: Edge) -> str:
        # A clock has no seconds: the same minute is the same time.
        same = form.to == group.planned_at.replace(second=0, microsecond=0)
        to = group.planned_at if same else form.to
        commands.move_group(group=group, to=to, at=form.whereabouts, by=self.request.user, now=at.now)
        return "The time and place are saved."


class CancelGroup(GroupChange):
    permission = "supervision.cancel_group"
    title = submit = "Cancel the group"
    form_class = CancelGroupForm

    def act(self, form: CancelGroupForm, group: GroupSession, at: Edge) -> str:
        commands.cancel_group(group=group, reason=Reason(form.cleaned_data["reason"]), by=self.request.user, now=at.now)
        return "The group is cancelled."


class HoldGroup(GroupChange):
    permission = "supervision.run_group"
    title, submit = "Record who was there", "Record"
    template_name = "supervision/group_hold.html"

    def form(self, group: GroupSession, at: Edge, typed: Any = None) -> HoldGroupForm:
        local = group.planned_at.astimezone(at.zone)
        known = {"day": local.date(), "clock": local.time(), "minutes": group.minutes} if local <= at.now else {}
        return HoldGroupForm(typed, zone=at.zone, people=members_of(group), initial=known)

    def act(self, form: HoldGroupForm, group: GroupSession, at: Edge) -> str:
        said = form.cleaned_data
        commands.hold_group(
            group=group, held_at=form.held_at, minutes=said["minutes"], partly=said["outcome"] == PARTLY,
            attendance=form.attendance, by=self.request.user, now=at.now,
        )  # fmt: skip
        return "Who was there is recorded. Everybody's next session is planned anew."


class CorrectAttendance(GroupChange):
    permission = "supervision.run_group"
    title, submit = "Correct who was there", "Save who was there"
    template_name = "supervision/group_hold.html"

    def form(self, group: GroupSession, _at: Edge, typed: Any = None) -> CorrectAttendanceForm:
        rows = group.attendances.all()
        known = {f"was-{row.person_id}": row.state for row in rows} | {f"part-{r.person_id}": r.minutes for r in rows}
        return CorrectAttendanceForm(typed, people=members_of(group), initial=known)

    def act(self, form: CorrectAttendanceForm, group: GroupSession, at: Edge) -> str:
        because = CorrectedBecause(form.cleaned_data["because"])
        commands.correct_attendance(
            group=group, attendance=form.attendance, because=because, by=self.request.user, now=at.now
        )
        return "Who was there is corrected, and what it counts for each."
