"""What the web process loads when it starts."""

import subprocess
import sys

from .source import ROOT

FORBIDDEN = [
    "pandas",
    "numpy",
    "scipy",
    "weasyprint",
    "workforce_assurance.local",
    "workforce_assurance.demo.load",
    "aiosmtpd",
    "pytest",
]
PROGRAM = """
import sys
import workforce_assurance.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in {forbidden} if name in sys.modules])
"""


def test_the_web_process_starts_without_anything_heavy_or_local() -> None:
    from django.conf import settings

    assert settings.SETTINGS_MODULE == "workforce_assurance.settings.test"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(forbidden=FORBIDDEN)],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "workforce_assurance.settings.test", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr
