"""What beat starts, and how often. Every task may be lost, doubled or late, and takes no arguments."""

import os
from datetime import timedelta

from celery.schedules import crontab

SWEEP_EVERY = timedelta(seconds=float(os.environ.get("SWEEP_SECONDS", "300")))
SEND_EVERY = timedelta(seconds=float(os.environ.get("SEND_SECONDS", "60")))

BEAT_SCHEDULE = {
    "sweep what is overdue": {"task": "escalations.sweep", "schedule": SWEEP_EVERY},
    "send what waits": {"task": "outbox.send", "schedule": SEND_EVERY},
    "plan supervision ahead": {"task": "supervision.plan_ahead", "schedule": timedelta(hours=1)},
    "watch coverage": {"task": "supervision.watch_coverage", "schedule": timedelta(minutes=15)},
    "remind of preparing": {"task": "supervision.remind_to_prepare", "schedule": timedelta(minutes=15)},
    "tell what changed": {"task": "debriefs.tell_what_changed", "schedule": timedelta(hours=1)},
    "keep the time of decisions": {"task": "boundaries.keep_time", "schedule": timedelta(minutes=5)},
    "close interaction reviews": {"task": "boundaries.close_reviews", "schedule": timedelta(hours=1)},
    "ask to attest standards": {"task": "boundaries.ask_to_attest", "schedule": timedelta(hours=1)},
    "watch competency": {"task": "boundaries.watch_competency", "schedule": timedelta(hours=1)},
    "watch coaching goals": {"task": "boundaries.watch_goals", "schedule": timedelta(hours=1)},
    "keep up safe contact, routes and standards": {"task": "boundaries.keep_up", "schedule": timedelta(hours=1)},
    "look for labels": {"task": "boundaries.look_for_labels", "schedule": timedelta(hours=6)},
    "send check-ins": {"task": "debriefs.send_check_ins", "schedule": timedelta(minutes=15)},
    "end caseload adjustments": {"task": "debriefs.lapse_adjustments", "schedule": timedelta(hours=1)},
    "make files that wait": {"task": "rendering.make_files", "schedule": timedelta(minutes=1)},
    "make packs that wait": {"task": "governance.make_packs", "schedule": timedelta(minutes=1)},
    "forget files": {"task": "rendering.forget_files", "schedule": timedelta(hours=1)},
    "compare accounts": {"task": "debriefs.suggest_similar", "schedule": timedelta(hours=1)},
    "compute measures": {"task": "governance.compute_measures", "schedule": timedelta(hours=1)},
    "compute all measures": {"task": "governance.compute_all_measures", "schedule": crontab(hour=3, minute=20)},
    "forget old drafts": {"task": "structured_templates.forget_old_drafts", "schedule": timedelta(hours=6)},
}
