"""The trail: who wrote and who read what, append-only, without narrative, chained by hash."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from .querysets import TrailEntryQuerySet

# A date is shown whole; a key of 36 characters or a hash of 64 is not.
KEY_SHOWN_WHOLE = 32


def _append_only(name: str) -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name=f"{name}_is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_is_never_emptied",
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            func="RAISE EXCEPTION 'the trail is never emptied';",
        ),
    ]


class TrailEntry(models.Model):
    """One thing that somebody, or the system, did to or read of one record."""

    class Kind(models.TextChoices):
        WRITE = "write", "Changed"
        READ = "read", "Read"
        REFUSED = "refused", "Refused"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=7, choices=Kind)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    # Whose record it is, so that the person concerned can be shown who read it.
    about_id = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    objects = TrailEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "trail entries"
        ordering = ("id",)
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="trail_of_a_subject"),
            models.Index(fields=["about_id", "kind", "at"], name="trail_about_a_person"),
        ]
        triggers = _append_only("trail")

    @property
    def action_in_words(self) -> str:
        """ "session.held" as "Session held"."""
        return self.action.replace(".", " ").replace("_", " ").capitalize()

    @property
    def facts_in_words(self) -> str:
        """The facts as one line; keys and hashes are cut to where they tell one from another."""
        return "; ".join(f"{name}: {_in_words(value)}" for name, value in sorted(self.facts.items()))


def _in_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(part) for part in value)
    text = str(value)
    return text if len(text) <= KEY_SHOWN_WHOLE or " " in text else f"{text[:8]}…"


class TrailLink(models.Model):
    """The chain: one link for each entry, written at commit, in commit order, by a deferred trigger.

    The lock that orders the chain is so held for the length of a commit only, never for that of a transaction.
    """

    number = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(TrailEntry, on_delete=models.PROTECT, related_name="link")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["previous_hash"], name="the_chain_never_forks")]
        triggers = _append_only("trail_link")
