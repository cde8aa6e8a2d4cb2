"""A management command that finds no database, or no tables, says so in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from kombu import Connection

from workforce_assurance.common.start_errors import in_words, place_of

ROOT = Path(__file__).resolve().parents[2]
TOLD = {"DJANGO_SETTINGS_MODULE": "workforce_assurance.settings.test", "PATH": os.environ["PATH"]}


def manage(*words: str, **told: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env={**TOLD, **told}, capture_output=True, text=True, check=False)


def test_no_database_is_said_in_one_sentence():
    done = manage("trail_verify", DATABASE_URL="postgresql://app:hidden@127.0.0.1:1/app")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("The database does not answer: ")
    assert "set DATABASE_URL" in done.stderr
    assert "hidden" not in done.stderr


def test_a_database_without_tables_names_the_command_that_makes_them():
    done = manage("trail_verify", DATABASE_URL=os.environ["DATABASE_URL"].replace("/app?", "/template1?"))

    assert done.stderr == "The tables are not there or not up to date. Run: manage.py migrate\n"


def test_a_database_address_that_is_none_is_said_in_words():
    done = manage("check", DATABASE_URL="nonsense")

    assert (
        done.stderr.splitlines()[-1] == "DATABASE_URL is not an address like postgresql://user:password@host:5432/name."
    )


def test_no_broker_is_said_without_its_password(settings):
    settings.REDIS_URL = "redis://:hidden@127.0.0.1:1/0"

    with pytest.raises(Exception) as caught, Connection(settings.REDIS_URL) as broker:  # noqa: PT011 - any of two libraries'
        broker.ensure_connection(max_retries=1, interval_start=0)

    assert in_words(caught.value) == ("The broker at 127.0.0.1:1/0 does not answer. Start Valkey, or set REDIS_URL.")


def test_an_unsafe_setting_is_said_as_it_stands():
    assert in_words(ImproperlyConfigured("NOTE_KEYS is missing.")) == "NOTE_KEYS is missing."


def test_an_error_of_our_own_keeps_its_traceback():
    assert in_words(KeyError("x")) is None


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("redis://user:hidden@broker:6379/0", "broker:6379/0"),
        ("redis+socket:///run/valkey.sock?virtual_host=1", "/run/valkey.sock"),
        ("smtp://mail:25", "mail:25"),
    ],
)
def test_a_place_is_shown_without_its_password(url, place):
    assert place_of(url) == place
