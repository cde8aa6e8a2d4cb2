"""Whether all is well: for machines, and as a sentence across every page when the sweep is silent."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from workforce_assurance.common.banners import Banner
from workforce_assurance.common.watched import OK
from workforce_assurance.people import queries as people

from .. import words
from ..health import check_all
from ..queries import heard_last, open_hold, sweep_is_missed, waiting_starts


@never_cache
@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 when every part is well, else 503."""
    checks = check_all(now=timezone.now())
    well = all(answer == OK for answer in checks.values())
    return JsonResponse({"status": OK if well else "trouble", "checks": checks}, status=200 if well else 503)


def waits_for_a_word() -> Banner | None:
    """For administrators: alerts do not go out until one of them decides."""
    if open_hold():
        text = "Far more alerts than usual came up at once. They are kept back until an administrator lets them go."
        return Banner(text, url=reverse("sent"), link="See them and decide")
    if waiting_starts():
        text = "Alerts have not begun: the first sweep would tell of a lot at once. Nobody is told until it is started."
        return Banner(text, url=reverse("ladders"), link="See what it would do")
    return None


def missed_sweep() -> Banner | None:
    """A sentence across every page while nothing checks what is due."""
    if not sweep_is_missed(now=timezone.now()):
        return None
    since = heard_last()
    told = f" since {words.when(since, people.zone())}" if since else ""
    return Banner(f"What is due has not been checked{told}. Alerts are late until an administrator sees to it.")
