"""/healthz: a machine without an account learns in a word which part is not well, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client

from tests.factories.escalations import MONDAY, cast, promise
from workforce_assurance.common.watched import WATCHED
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.outbox.models import Mail

pytestmark = pytest.mark.django_db

WELL = {"database": "ok", "broker": "ok", "sweep": "ok", "outbox": "ok", "held": "ok", "notes": "ok"}
SECRET = "quinquereme"


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=False):
        yield


def ask(method: str = "get") -> tuple[int, dict[str, Any]]:
    answer = getattr(Client(), method)("/healthz")
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.status_code, answer.json()


def trouble(**parts: str) -> tuple[int, dict[str, Any]]:
    return 503, {"status": "trouble", "checks": {**WELL, **parts}}


def test_all_is_well_after_a_sweep() -> None:
    sweep(now=MONDAY)
    assert ask() == (200, {"status": "ok", "checks": WELL})


def test_a_sweep_that_never_ran_is_trouble() -> None:
    assert ask() == trouble(sweep="never ran")


def test_a_silent_sweep_is_trouble() -> None:
    sweep(now=MONDAY - timedelta(hours=12))
    status, answer = ask()
    assert (status, answer["checks"]["sweep"].startswith("missed two intervals of")) == (503, True)


def test_mail_that_waits_for_half_an_hour_is_trouble() -> None:
    promise(cast())
    sweep(now=MONDAY)
    assert ask()[0] == 200
    Mail.objects.update(next_attempt_at=MONDAY - timedelta(minutes=30))
    assert ask() == trouble(outbox="mail waits for too long")


def test_a_broker_that_is_away_is_told_without_its_address(settings: Any) -> None:
    sweep(now=MONDAY)
    settings.REDIS_URL = f"redis://:{SECRET}@127.0.0.1:1/0"
    assert ask() == trouble(broker="no answer")


def test_a_part_that_breaks_is_told_without_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_now: Any) -> str:
        raise OperationalError(SECRET)

    sweep(now=MONDAY)
    monkeypatch.setitem(WATCHED, "notes", breaks)
    assert ask() == trouble(notes="no answer")


def test_nothing_is_changed_by_asking() -> None:
    assert Client().post("/healthz").status_code == 405
