"""Production does not start with an unsafe or a missing setting, and says which."""

import base64
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workforce_assurance.settings.refusals import refusals

ROOT = Path(__file__).resolve().parents[2]
KEY = "k1:" + base64.b64encode(b"x" * 32).decode()


def safe(**changes: Any) -> dict[str, Any]:
    return {
        "DEBUG": False,
        "SECRET_KEY": "r" * 60,
        "ALLOWED_HOSTS": ["assurance.example.org"],
        "SITE_URL": "https://assurance.example.org",
        "SAFETY_NET_EMAIL": "assurance@example.org",
        "DATABASES": {"default": {"HOST": "database", "PASSWORD": "long-and-random"}},
        "NOTE_KEYS": KEY,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        **changes,
    }


def test_safe_settings_are_not_refused() -> None:
    assert refusals(safe()) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"DEBUG": True}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + "x" * 50}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS"),
        ({"SITE_URL": "http://assurance.example.org"}, "SITE_URL"),
        ({"SAFETY_NET_EMAIL": ""}, "SAFETY_NET_EMAIL"),
        ({"DATABASES": {"default": {"HOST": "database", "PASSWORD": "postgres"}}}, "password"),
        ({"DATABASES": {"default": {"OPTIONS": {"host": "/nowhere"}}}}, "DATABASE_URL"),
        ({"ALLAUTH_TRUSTED_PROXY_COUNT": 0}, "TRUSTED_PROXIES"),
        ({"NOTE_KEYS": ""}, "NOTE_KEYS"),
        ({"NOTE_KEYS": "k1:short"}, "NOTE_KEYS"),
        ({"NOTE_KEYS": KEY + ",k2:" + base64.b64encode(b"short").decode()}, "k2"),
    ],
)
def test_an_unsafe_setting_is_refused_by_name(changes: dict[str, Any], word: str) -> None:
    (only,) = refusals(safe(**changes))
    assert word in only


def test_production_without_settings_does_not_start() -> None:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "workforce_assurance.settings.production"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Workforce Assurance does not start" in done.stderr
    assert "SECRET_KEY" in done.stderr
