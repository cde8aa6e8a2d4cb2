"""A server whose database has every migration: made once for each state of the migrations, then copied for every run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from .binaries import postgresql_programs
from .environment import ROOT
from .postgresql import PostgreSQL
from .processes import CannotStart

MIGRATED = "migrated"
KEPT_SECONDS = 14 * 86_400


def migrated_server(data: Path) -> PostgreSQL:
    """A running server in this folder, with the empty and migrated database `migrated`.

    :raises CannotStart: when the server does not start, or a migration is refused
    """
    kept = _kept()
    if kept.exists():
        shutil.copytree(kept, data, dirs_exist_ok=True)
        os.utime(kept)
    server = PostgreSQL(data, durable=False)
    server.start()
    if not kept.exists():
        _migrate(server)
        server.stop()
        _keep(server.folder, kept)
        server.start()
    return server


def _kept() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "workforce-assurance" / f"migrated-{_fingerprint()}"


def _fingerprint() -> str:
    """Of what decides how the tables look: migrations, ours and those of locked packages, settings, the server."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py"), *ROOT.glob("*/settings/*.py")]
    found = hashlib.sha256(f"{postgresql_programs()} {os.geteuid()}".encode())
    for file in sorted([*files, ROOT / "requirements-dev.txt"]):
        found.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _migrate(server: PostgreSQL) -> None:
    server.create_database(MIGRATED)
    told = {**os.environ, "DATABASE_URL": server.url(MIGRATED)}
    told["DJANGO_SETTINGS_MODULE"] = "workforce_assurance.settings.test"
    words = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    done = subprocess.run(words, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotStart(f"The tables could not be made: {done.stderr}")


def _keep(folder: Path, kept: Path) -> None:
    """Another run may have kept the same meanwhile; what nobody has used for a fortnight goes."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=kept.parent))
    shutil.copytree(folder, made / folder.name)
    with suppress(OSError):
        made.rename(kept)
    for old in kept.parent.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_SECONDS or old == made:
            shutil.rmtree(old, ignore_errors=True)
