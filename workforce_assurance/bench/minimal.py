"""The minimal view: a Django template view with session and signed-in user, two queries, behind the same middleware."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines

PAGE = (
    "<!doctype html><html lang=en><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>"
    "<p>{{ request.user.full_name }}</p>"
    "<ul>{% for number in numbers %}<li>{{ number }}</li>{% endfor %}</ul></body></html>"
)


def minimal(request: HttpRequest) -> HttpResponse:
    template = _compiled.get("page") or _compiled.setdefault("page", engines["django"].from_string(PAGE))
    return HttpResponse(template.render({"title": "Minimal", "numbers": range(10)}, request))


@login_not_required
def loaded(_: HttpRequest) -> JsonResponse:
    """The top-level modules that this process has loaded."""
    return JsonResponse({"modules": sorted({name.partition(".")[0] for name in sys.modules})})


_compiled: dict[str, object] = {}
