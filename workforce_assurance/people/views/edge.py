"""What views share: the clock read once, in the zone in which the organisation's days begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.views import ListPage, RecordForm, may_or_404

from ..queries import zone_for


@dataclass(frozen=True)
class Edge:
    """The moment of a request, in the organisation's zone."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)


def edge(viewer: Any) -> Edge:
    return Edge(timezone.now(), zone_for(viewer))


class ListAtNow(ListPage):
    """A list at the moment of its request."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.at = edge(request.user)


class NewForm(RecordForm):
    """A form about no record: to make one, or for the whole organisation."""

    def load(self) -> tuple[None, Edge]:
        may_or_404(self.request, self.permission)
        return None, edge(self.request.user)


class SetUpForm(NewForm):
    """A page of set-up that stays where it is when it is saved."""

    submit = "Save"

    def way_back(self, _record: None) -> str:
        return reverse("people:set_up")

    def answer(self, _record: None) -> HttpResponse:
        return redirect(self.request.path)

    def shown(self, _record: None, _at: Edge) -> dict[str, Any]:
        return {"caption": "Set-up"}
