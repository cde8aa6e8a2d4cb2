"""What the product's processes are told on this machine: addresses of the servers, and secrets made once."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "app"


def default_data() -> Path:
    return ROOT / ".local"


def secrets_in(data: Path) -> dict[str, str]:
    """The secrets of this data folder, made at the first start and readable by their owner alone."""
    file = data / "secrets.json"
    if not file.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        made = {"SECRET_KEY": secrets.token_urlsafe(50), "NOTE_KEYS": f"local1:{key}"}
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as handle:
            json.dump(made, handle)
    return dict(json.loads(file.read_text()))


def environment(data: Path, **addresses: str) -> dict[str, str]:
    """Ours first, then the caller's own environment, which wins; the settings are always the local ones."""
    ours = {
        "LOCAL_MAILBOX": str(data / "mailbox"),
        **secrets_in(data),
        **addresses,
    }
    # Importing the product names the production settings in our own environment: that must not be handed on.
    return {**ours, **os.environ, "DJANGO_SETTINGS_MODULE": "workforce_assurance.settings.local"}
