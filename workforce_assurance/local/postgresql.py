"""One PostgreSQL on a unix socket in a private folder; as root through a user namespace or another account."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .binaries import postgresql_programs
from .processes import CannotStart, ends_with_us
from .sockets import socket_folder

NOBODY = "65534"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class ServerDidNotStart(CannotStart):
    """The message ends with the last lines of the server's own log."""


@dataclass(frozen=True)
class Account:
    """As whom the server's programs run: a prefix to the command, or a user for the child process."""

    prefix: tuple[str, ...] = ()
    child: dict[str, Any] = field(default_factory=dict)


def account_for(folder: Path) -> Account:
    """PostgreSQL refuses to run as root: map root to nobody in a user namespace, else hand the folder to an account."""
    if os.geteuid() != 0:
        return Account()
    unshare = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
    owned_by_root = not folder.exists() or folder.stat().st_uid == 0
    if owned_by_root and _works(*unshare, "true"):
        return Account(prefix=unshare)
    entry = next(filter(None, map(_account_named, ("postgres", "nobody"))), None)
    if entry is None:
        raise ServerDidNotStart("PostgreSQL does not run as root. Start ./dev as an ordinary user.")
    folder.mkdir(parents=True, exist_ok=True)
    # The account passes through the folder above, and sees nothing in it.
    folder.parent.chmod(0o711)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)
    return Account(child={"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []})


def _works(*command: str) -> bool:
    there = shutil.which(command[0])
    return bool(there) and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _account_named(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


class PostgreSQL:
    """:raises ServerMissing: when its programs are not here
    :raises ServerDidNotStart: when it did not answer
    """

    def __init__(self, data: Path, *, durable: bool) -> None:
        self.programs = postgresql_programs()
        version = subprocess.run([self.programs / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
        self.folder = data / f"pg{version.split()[2].split('.')[0]}"
        self.log = data / "postgresql.log"
        self.durable = durable
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.account = account_for(self.folder)
        self.socket = socket_folder(data / "pgsocket")
        if self.account.child:
            os.chown(self.socket, self.account.child["user"], self.account.child["group"])
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.socket}"

    def answers(self) -> bool:
        """Whether a server is there already: PostgreSQL's own status command calls a zombie running."""
        import psycopg

        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        if self.answers():
            raise ServerDidNotStart(
                f"Something is using the data in {self.folder.parent} already: "
                "stop it first, or choose another folder with --data."
            )
        if not (self.folder / "PG_VERSION").exists():
            self._initialise()
        options = ["listen_addresses=", f"unix_socket_directories={self.socket}", "max_connections=200"]
        options += ["shared_buffers=256MB", "log_min_messages=warning", "log_min_error_statement=panic"]
        options += [] if self.durable else list(FAST)
        command = [str(self.programs / "postgres"), "-D", str(self.folder)]
        for option in options:
            command += ["-c", option]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.account.prefix, *command],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                # A fast shutdown, as in stop().
                preexec_fn=ends_with_us(signal.SIGINT),
                **self.account.child,
            )
        self._wait_until_it_answers()

    def create_database(self, name: str) -> None:
        """Make the database unless it is there."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if not there:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is kept."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(timeout=10)

    def _initialise(self) -> None:
        command = [str(self.programs / "initdb"), "-D", str(self.folder), "-U", "postgres", "-A", "trust"]
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"] + ([] if self.durable else ["--no-sync"])
        try:
            done = subprocess.run(
                [*self.account.prefix, *command], capture_output=True, text=True, check=False, **self.account.child
            )
        except PermissionError as refused:
            raise ServerDidNotStart(
                f"The account that runs PostgreSQL cannot reach {refused.filename}. Start ./dev as an ordinary user."
            ) from refused
        if done.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise ServerDidNotStart(f"initdb could not make {self.folder}: {done.stderr.strip()}")

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.answers():
                return
            if self.process is None or self.process.poll() is not None:
                break
            time.sleep(0.05)
        tail = self.log.read_text(errors="replace").splitlines()[-5:]
        raise ServerDidNotStart("PostgreSQL did not start. Its log ends:\n" + "\n".join(tail))
