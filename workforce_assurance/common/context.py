"""What every page is given besides its own: the theme that was chosen. Asks nothing of the database."""

from __future__ import annotations

from django.http import HttpRequest

THEME_COOKIE = "theme"
THEMES = {"light": "Light", "dark": "Dark", "": "Same as the device"}


def interface(request: HttpRequest) -> dict[str, object]:
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": chosen if chosen in THEMES else "", "themes": THEMES}
