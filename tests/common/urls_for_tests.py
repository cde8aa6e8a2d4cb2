"""Pages that go wrong on purpose, beside the real ones."""

from django.db import DataError, OperationalError
from django.http import HttpResponse
from django.urls import include, path

from workforce_assurance.people.models import Service
from workforce_assurance.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def store(request):
    """Stores what was sent without looking at it."""
    return HttpResponse(str(Service.objects.filter(name=request.POST.get("note", "")).count()))


def raises(exception):
    def view(request):
        raise exception

    return view


urlpatterns = [
    path("store/", store),
    path("surrogate/", lambda request: HttpResponse("\ud800")),
    path("too-big-a-number/", raises(DataError("out of range"))),
    path("database-away/", raises(OperationalError("connection refused"))),
    path("broken/", raises(RuntimeError("a note that must not show"))),
    path("", include("workforce_assurance.urls")),
]
