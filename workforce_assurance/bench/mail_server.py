"""A mail server that takes everything and notes when: `python -m workforce_assurance.bench.mail_server PORT FILE`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

ACCEPTED = "250 OK"


class Noting:
    """Writes one line for each mail: the instant at which it was here."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("a", buffering=1, encoding="ascii")

    async def handle_DATA(self, *_: Any) -> str:  # noqa: N802 - the name that aiosmtpd asks for
        self._file.write(f"{time.time():.6f}\n")
        return ACCEPTED


def main(words: list[str]) -> None:
    port, file = int(words[0]), Path(words[1])
    controller = Controller(Noting(file), hostname="127.0.0.1", port=port)
    controller.start()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main(sys.argv[1:])
