"""The list of groups, one group's page, and its record."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from workforce_assurance.common.views import may_or_404, saying

from .. import commands, group_page
from ..enums import GroupState
from ..forms import GroupFilter
from ..models import GroupSession
from .edge import ListAtNow, edge


class GroupList(ListAtNow):
    """Groups of one's own, and that and when those in one's reach meet."""

    title = "Groups"
    lead = "Group supervision, restorative sessions and peer groups."
    columns = ("Group", "Planned for", "Facilitator", "People", "Status")
    back = ("supervision:sessions", "Supervision")
    what = "groups"
    template_name = "supervision/group_list.html"
    filter_form = GroupFilter

    def get_queryset(self) -> QuerySet[Any]:
        return group_page.listed(GroupSession.objects.visible_to(self.request.user, on=self.at.today))

    def filtered(self, rows: Any, **asked: Any) -> Any:
        chosen = {
            "open": rows.open,
            "held": rows.took_place,
            "mine": lambda: rows.of_person(self.request.user),
            "cancelled": lambda: rows.filter(state=GroupState.CANCELLED),
        }
        return chosen[asked["shown"]]() if asked["shown"] in chosen else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"rows": [group_page.list_row(row, self.at.now, self.at.zone) for row in found["page_obj"]]}


def group_or_404(request: HttpRequest, group_id: uuid.UUID, permission: str) -> GroupSession:
    """:raises Http404: when there is none, or it is none of theirs"""
    rows = GroupSession.objects.select_related("facilitator", "note_taker", "team")
    group = get_object_or_404(rows, pk=group_id)
    may_or_404(request, permission, group)
    return group


@require_safe
def group_hub(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """One group: what is to be done, who is in it, when it meets, who can read what."""
    group, at = group_or_404(request, group_id, "supervision.see_group"), edge(request.user)
    return render(request, "supervision/group_hub.html", group_page.page(group, request.user, at.now, at.zone))


@require_POST
def start_group(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Open the record, or go on with it."""
    group = group_or_404(request, group_id, "supervision.open_group_record")
    with saying(request, ""):
        response = commands.start_group(group=group, by=request.user, now=edge(request.user).now)
        return redirect("record", response.pk)
    return redirect("supervision:group", group.pk)
