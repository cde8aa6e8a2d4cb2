"""One Valkey on a unix socket in a private folder."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from .binaries import valkey_program
from .postgresql import LONGEST_SOCKET_FOLDER, ServerDidNotStart


class Valkey:
    """:raises ServerMissing: when its program is not here
    :raises ServerDidNotStart: when it did not answer
    """

    def __init__(self, data: Path) -> None:
        self.program = valkey_program()
        self.folder = data / "valkey"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log = data / "valkey.log"
        self.temporary = len(str(self.folder.resolve())) > LONGEST_SOCKET_FOLDER
        place = Path(tempfile.mkdtemp(prefix="wa-")) if self.temporary else self.folder.resolve()
        self.socket = place / "valkey.sock"

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
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
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
        if self.temporary:
            shutil.rmtree(self.socket.parent, ignore_errors=True)

    def _wait_until_it_answers(self) -> None:
        import redis

        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                redis.Redis(unix_socket_path=str(self.socket)).ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
        raise ServerDidNotStart("Valkey did not start. Its log is " + str(self.log))
