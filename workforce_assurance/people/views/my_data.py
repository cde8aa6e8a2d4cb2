"""What is held about oneself, and who was shown it, and all of it as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workforce_assurance.common.csv_cells import csv_response
from workforce_assurance.common.holdings import Holding, holdings_of

SHOWN = 100
HEADER = ("Part", "Row", "What", "Value")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    held = [_shown(holding) for holding in holdings_of(request.user, now=timezone.now())]
    return render(request, "people/my_data.html", {"held": held})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    return csv_response("my-data.csv", HEADER, _cells(request))


def _shown(holding: Holding) -> dict[str, Any]:
    """Its first rows, and how many there are when that is more."""
    rows = holding.rows[:SHOWN]
    total = len(rows) if len(rows) < SHOWN else len(holding.rows)
    return {"holding": holding, "rows": rows, "total": total, "more": total > len(rows)}


def _cells(request: HttpRequest) -> Iterator[tuple[str, int, str, str]]:
    for holding in holdings_of(request.user, now=timezone.now()):
        for number, row in enumerate(holding.rows, start=1):
            for column, cell in zip(holding.columns, row, strict=True):
                yield holding.title, number, column, str(cell)
