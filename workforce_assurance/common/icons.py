"""The drawings: icons on a 24 by 24 grid, shapes of statuses on 12 by 12. Our own."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

_ICONS = {
    "alert": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "check": '<path d="m5 12.5 4.8 4.8L19.5 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.4 2"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
    '<circle cx="12" cy="12" r="2.8"/>',
    "hand": '<path d="M12 20.3C7 16.6 3.5 13.6 3.5 9.6A4.6 4.6 0 0 1 12 7.2a4.6 4.6'
    ' 0 0 1 8.5 2.4c0 4-3.5 7-8.5 10.7z"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.9v.1"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "next": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "people": '<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19.5c.4-3.4 2.8-5.4 6-5.4s5.6'
    ' 2 6 5.4M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.6c2 .7 3.3 2.4 3.6 4.9"/>',
    "phone": '<path d="M6.5 3.8h3l1.4 4-2 1.6a12 12 0 0 0 5.7 5.7l1.6-2 4 1.4v3a1.7 1.7'
    ' 0 0 1-1.8 1.7C10.9 18.7 5.3 13.1 4.8 5.6a1.7 1.7 0 0 1 1.7-1.8z"/>',
    "saved": '<path d="m5 12.5 4.8 4.8L19.5 7"/>',
}

_SHAPES = {
    "plain": '<circle class="tag__hollow" cx="6" cy="6" r="4.5"/>',
    "info": '<rect x="1.5" y="1.5" width="9" height="9" rx="1.5"/>',
    "done": '<path class="tag__hollow" d="m1.5 6.5 3 3L10.5 3"/>',
    "due_soon": '<path d="M6 1 11 6 6 11 1 6z"/>',
    "past_date": '<path d="M6 .8 11.6 11H.4z"/>',
    "error": '<path d="M3.7.8h4.6l2.9 2.9v4.6l-2.9 2.9H3.7L.8 8.3V3.7z"/>',
    "private": '<path d="M2 5.5h8V11H2z"/><path class="tag__hollow" d="M3.8 5.5V4a2.2 2.2 0 0 1 4.4 0v1.5"/>',
}

ICONS = {name: SafeString(drawing) for name, drawing in _ICONS.items()}
SHAPES = {tone: SafeString(drawing) for tone, drawing in _SHAPES.items()}


@cache
def icon(name: str) -> SafeString:
    """A line drawing that a word always stands beside."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', ICONS[name]
    )


@cache
def shape(tone: str) -> SafeString:
    """The shape of a status: it says the same as the colour to whoever cannot see that."""
    drawing = SHAPES.get(tone, SHAPES["plain"])
    return format_html('<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">{}</svg>', drawing)
