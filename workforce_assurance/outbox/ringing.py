"""Asking the broker for a sender now: one short try, because somebody who saved a form may be waiting for it."""

from __future__ import annotations

# The client's own habit is to try for six seconds. A broker that is well answers within milliseconds; for one that is
# not, the next beat does the work. Two tries are the fewest that the client makes: less than a second together.
IMPATIENT = {
    "socket_connect_timeout": 0.4,
    "socket_timeout": 0.4,
    "retry_on_timeout": False,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "connect_retries_timeout": 0.8,
}


def ring() -> None:
    """Start the sender; raises what the broker's client raises.

    Celery is a third of what a web process would hold in memory: it is loaded with the first ring.
    """
    from kombu.pools import producers

    from workforce_assurance.celery import app

    from .tasks import send

    line = app.connection_for_write(transport_options=IMPATIENT)
    with producers[line].acquire(block=True, timeout=IMPATIENT["connect_retries_timeout"]) as producer:
        send.apply_async(producer=producer, retry=False)
