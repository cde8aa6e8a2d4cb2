"""Rows of tables as HTML, put together without templates: a list holds fifty of them, and a template takes most of a page's time."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from .icons import shape


class Cell(NamedTuple):
    """What stands in one cell, as plain text: it is escaped when it is written."""

    text: str
    # Leads there; the part that is only read out belongs to the link.
    url: str = ""
    read_out: str = ""
    # Smaller, below it.
    detail: str = ""
    # "past_date": a status tag with its shape; "" is one without a colour.
    tone: str | None = None
    # A class of its own, such as "reference".
    look: str = ""

    def __str__(self) -> str:
        """Its words alone, as they stand in a file."""
        return self.text


def rows_of(headings: Sequence[str], rows: Iterable[Iterable[Any]]) -> SafeString:
    """The rows of a table's body; the first cell of each names the row, and on a phone the others carry their heading."""
    labels = [f'<td data-label="{escape(heading)}">' for heading in headings]
    # Each part is escaped where it is made.
    return mark_safe("".join(_row(labels, row) for row in rows))  # noqa: S308


def status_tag(tone: str, words: str) -> SafeString:
    """A status: words in the colour and with the shape of their tone; nothing when there are no words."""
    return mark_safe(_tag(tone or "plain", words)) if words else SafeString()  # noqa: S308


def addresses(view_name: str) -> Callable[[uuid.UUID], str]:
    """The address of every row's page, of which the pattern is looked up once and not fifty times."""
    none = uuid.UUID(int=0)
    before, after = reverse(view_name, args=[none]).split(str(none))
    return lambda key: f"{before}{key}{after}"


def _row(labels: Sequence[str], row: Iterable[Any]) -> str:
    first, *others = row
    cells = "".join(f"{label}{_within(cell)}</td>" for label, cell in zip(labels[1:], others, strict=True))
    return f'<tr><th scope="row">{_within(first)}</th>{cells}</tr>'


def _within(cell: Any) -> str:
    if isinstance(cell, SafeString):
        # A drawing.
        return cell
    if not isinstance(cell, Cell):
        return escape(str(cell))
    within = escape(cell.text) if cell.tone is None else status_tag(cell.tone, cell.text)
    if cell.read_out:
        within += f'<span class="visually-hidden">{escape(cell.read_out)}</span>'
    look = f' class="{escape(cell.look)}"' if cell.look else ""
    if cell.url:
        within = f'<a{look} href="{escape(cell.url)}">{within}</a>'
    elif look:
        within = f"<span{look}>{within}</span>"
    return f'<span>{within}<span class="rows__detail">{escape(cell.detail)}</span></span>' if cell.detail else within


def _tag(tone: str, words: str) -> str:
    return f'<strong class="tag tone-{escape(tone)}">{shape(tone)}{escape(words)}</strong>'
