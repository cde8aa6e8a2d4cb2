"""Starts senders quickly: loads the program once and forks one sender, a process of its own, for every line it reads.

It answers each line with the process id. Senders run until they are killed.
"""

import os
import signal
import sys
import time

import django


def send_for_ever() -> None:
    from django.utils import timezone

    from workforce_assurance.outbox.commands import send_waiting

    while True:
        if not send_waiting(clock=timezone.now):
            time.sleep(0.05)


if __name__ == "__main__":
    django.setup()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            os.close(0)
            send_for_ever()
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
