"""What views share: the clock read once, in the zone in which the organisation's days begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.views import ListPage

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
