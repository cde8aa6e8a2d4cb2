"""A real SMTP server in a process of its own that writes down the Message-ID of every mail it accepts.

`python -m tests.faults.counting_server PORT FILE`
"""

import os
import signal
import sys
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


class Count:
    def __init__(self, path: str) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content)
        os.write(self.file, f"{message['Message-ID']} {message['To']}\n".encode())
        return "250 counted"


if __name__ == "__main__":
    port, path = int(sys.argv[1]), sys.argv[2]
    Controller(Count(path), hostname="127.0.0.1", port=port).start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
