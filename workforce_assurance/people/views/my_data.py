"""What is held about oneself, who was shown it, and all of it as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workforce_assurance.audit.queries import reads_about
from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.holdings import holdings_of

SHOWN = 100
HEADER = ("Part", "Row", "What", "Value")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    held = holdings_of(request.user, now=timezone.now())
    reads = reads_about(request.user.pk).exclude(actor=request.user)
    return render(request, "people/my_data.html", {"held": held, "reads": reads[:SHOWN], "shown": SHOWN})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    return csv_response("my-data.csv", HEADER, _cells(request))


def _cells(request: HttpRequest) -> Iterator[tuple[str, int, str, str]]:
    for holding in holdings_of(request.user, now=timezone.now()):
        for number, row in enumerate(holding.rows, start=1):
            for column, cell in zip(holding.columns, row, strict=True):
                yield holding.title, number, column, str(cell)
    for number, read in enumerate(reads_about(request.user.pk), start=1):
        yield "Who was shown a record about you", number, "Who", str(read.actor or "The system")
        yield "Who was shown a record about you", number, "When", read.at.isoformat()
        yield "Who was shown a record about you", number, "What", read.action
