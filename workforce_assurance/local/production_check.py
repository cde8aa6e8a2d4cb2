"""Django's own deployment check under the production settings, with secrets made up here; no warning passes."""

from __future__ import annotations

import base64
import os
import secrets
import subprocess
import sys

from .environment import ROOT

TOLD = {
    "DJANGO_SETTINGS_MODULE": "workforce_assurance.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "NOTE_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    "ALLOWED_HOSTS": "assurance.example.org",
    "SITE_URL": "https://assurance.example.org",
    "DATABASE_URL": f"postgresql://app:{secrets.token_urlsafe(16)}@localhost:5432/app",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp://localhost:25",
    "SAFETY_NET_EMAIL": "assurance@example.org",
}


def main() -> int:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **TOLD}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
