"""A mail server for one machine: keeps every mail as a file, for the mailbox page to show."""

from __future__ import annotations

import secrets
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class Keep:
    """Writes each accepted mail to a file whose name begins with when it came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
        partial = self.folder / f".{name}"
        partial.write_bytes(envelope.content)
        # A mail is there whole or not at all.
        partial.replace(self.folder / f"{name}.eml")
        return "250 kept"


def main(folder: str, port: str) -> None:
    controller = Controller(Keep(Path(folder)), hostname="127.0.0.1", port=int(port))
    controller.start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
