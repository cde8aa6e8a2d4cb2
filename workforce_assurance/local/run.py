"""`./dev run`: the whole product on this machine, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .environment import DATABASE, ROOT, default_data, environment
from .given import broker_must_answer, why_mail_waits
from .postgresql import PostgreSQL
from .processes import CannotStart, ends_with_us
from .valkey import Valkey


@dataclass
class Product:
    """The processes that were started, in order; stopped in the opposite one."""

    data: Path
    servers: list[PostgreSQL | Valkey] = field(default_factory=list)
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *command: str, told: dict[str, str]) -> None:
        log = (self.data / f"{name}.log").open("ab")
        self.children[name] = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=told,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            # Ctrl-C in the terminal reaches us alone; we stop the others in order.
            start_new_session=True,
            preexec_fn=ends_with_us(),
        )

    def serve(self, server: PostgreSQL | Valkey) -> None:
        # Noted first: a server that is interrupted while it starts is stopped as well.
        self.servers.append(server)
        server.start()

    def ended(self) -> str | None:
        """The name of a process that ended by itself."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def stop(self) -> None:
        children = list(reversed(self.children.values()))
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait(timeout=5)
        for server in reversed(self.servers):
            server.stop()


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev run", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="where the pages are served (8000)")
    parser.add_argument(
        "--data", type=Path, default=default_data(), help="where everything is kept between runs (.local)"
    )
    parser.add_argument("--empty", action="store_true", help="no invented organisation: a guided first run")
    return parser.parse_args(words)


def _port(word: str) -> int:
    if not (word.isdecimal() and 0 < int(word) < 65_536):
        raise argparse.ArgumentTypeError(f"{word} is not a port: give a number from 1 to 65535")
    return int(word)


def main(words: list[str]) -> int:
    asked = arguments(words)
    # Logs and mails are for the person who started it alone.
    os.umask(0o077)
    asked.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    product = Product(asked.data.resolve())
    try:
        _run(product, port=asked.port, empty=asked.empty)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        # A second Ctrl-C must not leave half of it running.
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.SIG_IGN)
        product.stop()
    return 0


def _run(product: Product, *, port: int, empty: bool) -> None:
    if not _is_free(port):
        raise CannotStart(f"Port {port} is taken. Stop what uses it, or choose another: ./dev run --port {port + 1}")
    if "REDIS_URL" in os.environ:
        broker_must_answer(os.environ["REDIS_URL"])
    told = _start_servers(product, port=port)
    _fill(told, empty=empty)
    _start_processes(product, told, port=port)
    _welcome(product, told, port=port, empty=empty)
    while (ended := product.ended()) is None:
        time.sleep(0.5)
    raise CannotStart(f"The {ended} process ended by itself. Its log is {product.data / (ended + '.log')}.")


def _fill(told: dict[str, str], *, empty: bool) -> None:
    _manage(told, "migrate", "-v", "0", what="The tables could not be brought up to date.")
    if not empty:
        # It ships what it needs as of its first day, two years ago.
        _manage(told, "demo_load", what="The invented organisation could not be loaded.")
    _manage(told, "load_shipped", what="The shipped templates, ladders and policies could not be loaded.")
    # This machine was off until now: what ran out meanwhile is not left to the next beat.
    _manage(told, "sweep", "-v", "0", what="The sweep could not run.", quietly=True)


def _welcome(product: Product, told: dict[str, str], *, port: int, empty: bool) -> None:
    address = f"http://localhost:{port}"
    _wait_until_it_answers(product, address)
    print(f"\nWorkforce Assurance is at {address}/", flush=True)
    if "EMAIL_URL" not in os.environ:
        print(f"Every mail that it sends: {address}/local/mailbox/", flush=True)
    elif reason := why_mail_waits(told["EMAIL_URL"]):
        print(reason, flush=True)
    if empty:
        _manage(told, "first_run_link", what="The link for the first run could not be made.")
    print(f"Data and logs are in {product.data}. Ctrl-C stops everything.", flush=True)


def _start_servers(product: Product, *, port: int) -> dict[str, str]:
    addresses = {"SITE_URL": f"http://localhost:{port}"}
    if "DATABASE_URL" not in os.environ:
        database = PostgreSQL(product.data, durable=True)
        product.serve(database)
        database.create_database(DATABASE)
        addresses["DATABASE_URL"] = database.url(DATABASE)
    if "REDIS_URL" not in os.environ:
        broker = Valkey(product.data)
        product.serve(broker)
        addresses["REDIS_URL"] = broker.url
    if "EMAIL_URL" not in os.environ:
        mail_port = _free_port()
        mailbox = ("workforce_assurance.local.mailbox", str(product.data / "mailbox"), str(mail_port))
        product.start("mailbox", *mailbox, told=dict(os.environ))
        addresses["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
    return environment(product.data, **addresses)


def _start_processes(product: Product, told: dict[str, str], *, port: int) -> None:
    celery = ("celery", "-A", "workforce_assurance")
    schedule = str(product.data / "beat-schedule")
    product.start("worker", *celery, "worker", "--concurrency=2", "--loglevel=INFO", told=told)
    product.start("beat", *celery, "beat", "--loglevel=INFO", f"--schedule={schedule}", "--pidfile=", told=told)
    web = ("gunicorn", "--no-control-socket", f"--bind=127.0.0.1:{port}", "--workers=2", "--threads=4")
    product.start("web", *web, "workforce_assurance.wsgi", told=told)


def _manage(told: dict[str, str], *words: str, what: str, quietly: bool = False) -> None:
    output = subprocess.DEVNULL if quietly else None
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=told, check=False, stdout=output)
    if done.returncode:
        raise CannotStart(f"{what} The lines above say why.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(product: Product, address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and product.ended() is None:
        try:
            urllib.request.urlopen(f"{address}/help-now/", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise CannotStart(f"The pages did not come up. The log is {product.data / 'web.log'}.")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
