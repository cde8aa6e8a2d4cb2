"""One Valkey on a unix socket in a private folder."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from .binaries import valkey_program
from .postgresql import ServerDidNotStart
from .processes import ends_with_us
from .sockets import socket_folder


class Valkey:
    """:raises ServerMissing: when its program is not here
    :raises ServerDidNotStart: when it did not answer
    """

    def __init__(self, data: Path) -> None:
        self.program = valkey_program()
        self.folder = data / "valkey"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log = data / "valkey.log"
        self.socket = socket_folder(self.folder) / "valkey.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def answers(self) -> bool:
        """Whether a server is there already."""
        import redis

        try:
            return bool(redis.Redis(unix_socket_path=str(self.socket)).ping())
        except redis.ConnectionError:
            return False

    def start(self) -> None:
        if self.answers():
            raise ServerDidNotStart(
                f"Something is using the data in {self.folder} already: "
                "stop it first, or choose another folder with --data."
            )
        self.socket.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder.resolve()),
            "appendonly": "yes",
            "maxmemory-policy": "noeviction",
            "save": "",
        }
        command = [str(self.program)]
        for name, value in settings.items():
            command += [f"--{name}", value]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=ends_with_us(),
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            if self.answers():
                return
            time.sleep(0.05)
        raise ServerDidNotStart(f"Valkey did not start. Its log is {self.log}.")
