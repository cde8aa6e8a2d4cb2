"""Every row at its smallest size gives well-formed figures, and the server is left as it was."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "workforce_assurance.settings.test"
VERDICTS = {"holds", "falls short", "not measured"}

pytestmark = [pytest.mark.slow, pytest.mark.fault]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run of everything, in a process of its own."""
    written = tmp_path_factory.mktemp("bench") / "figures.json"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "bench", "--tiny", "--json", str(written)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "SECRET_KEY": "x" * 50, "NOTE_KEYS": NOTE_KEYS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(written.read_text(encoding="utf-8")))


NOTE_KEYS = "t1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


def test_every_figure_has_a_verdict_in_words(measured: dict[str, Any]) -> None:
    assert {figure["verdict"] for figure in measured["figures"]} <= VERDICTS


def test_every_row_was_measured(measured: dict[str, Any]) -> None:
    assert [figure["name"] for figure in measured["figures"] if figure["ours"] is None] == []


def test_the_rows_are_those_of_the_guarantees(measured: dict[str, Any]) -> None:
    names = {figure["name"] for figure in measured["figures"]}
    assert names >= {
        "cold_sweep", "tick", "tick_statements", "newly_overdue", "actions_sweep", "actions_tick", "actions_tick_statements", "plan_90_days", "plan_again", "plan_queries", "plan_memory",
        "completion", "completion_queries", "completion_memory", "first_mail", "mails_per_second", "caseload",
        "session_list", "incident_list", "incident_list_filtered", "incident_list_team", "register", "register_filtered", "register_team", "register_own", "safe_contact_case", "safe_contact_team", "safe_contact_service", "whom_to_call", "team_cadence", "today", "section_page", "autosave", "label_recall", "label_false_hits", "label_time", "worker_memory", "worker_growth",
    }  # fmt: skip


def test_versions_machine_and_calibration_are_noted(measured: dict[str, Any]) -> None:
    assert set(measured) == {"versions", "machine", "calibration", "seconds", "figures"}


def test_no_scratch_database_is_left(measured: dict[str, Any]) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        left = connection.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'bench\\_%'").fetchone()
    assert left == (0,)
