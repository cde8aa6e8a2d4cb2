"""What beat starts, and how often. Every task may be lost, doubled or late, and takes no arguments."""

from datetime import timedelta

SWEEP_EVERY = timedelta(minutes=5)

BEAT_SCHEDULE = {
    "sweep what is overdue": {"task": "escalations.sweep", "schedule": SWEEP_EVERY},
    "send what waits": {"task": "outbox.send", "schedule": timedelta(minutes=1)},
    "plan supervision ahead": {"task": "supervision.plan_ahead", "schedule": timedelta(hours=1)},
    "forget old drafts": {"task": "structured_templates.forget_old_drafts", "schedule": timedelta(hours=6)},
}
