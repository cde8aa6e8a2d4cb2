"""What is drafted, published and retired: a published version never changes, and what was done under it keeps it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Max, Q


class VersionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class VersionQuerySet(models.QuerySet):
    """Filter it to the versions of one thing before asking, where several things have versions in one table."""

    def published(self) -> Self:
        """The one in force."""
        return self.filter(state=VersionState.PUBLISHED)

    def drafts(self) -> Self:
        """The next one, while somebody writes it."""
        return self.filter(state=VersionState.DRAFT)

    def next_number(self) -> int:
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1

    def put_in_force(self, draft: Version, *, by: Any, now: datetime) -> None:
        """Publish a draft of these versions and retire the one before it."""
        self.published().update(state=VersionState.RETIRED)
        draft.state, draft.published_at, draft.published_by = VersionState.PUBLISHED, now, by
        draft.save(update_fields=["state", "published_at", "published_by"])

    def gives_way_to(self, sha256: str) -> bool:
        """Whether what is shipped is newer, and nobody here has published or is drafting a version of their own."""
        current = self.published().first()
        return current is None or (current.shipped_sha256 not in ("", sha256) and not self.drafts().exists())


class Version(models.Model):
    """One state of a list or document. Its constraints are `in_force_once`, its trigger `only_retires`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=VersionState, default=VersionState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True


class ShippedVersion(Version):
    """One that may have been made of a description that the product ships: `gives_way_to`."""

    # Of that description; empty when somebody here made it.
    shipped_sha256 = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        abstract = True


def checksum(description: Mapping[str, Any]) -> str:
    """SHA-256 of a shipped description, in hexadecimal."""
    return hashlib.sha256(json.dumps(description, sort_keys=True).encode()).hexdigest()


def in_force_once(noun: str, *of: str) -> list[models.BaseConstraint]:
    """One version is published, one drafted, numbers stand once; of each thing that the fields `of` name."""
    name = noun.replace(" ", "_")
    return [
        models.UniqueConstraint(fields=[*of, "number"], name=f"one_{name}_of_a_number"),
        models.UniqueConstraint(
            fields=of or ["state"], name=f"one_{name}_is_published", condition=Q(state="published")
        ),
        models.UniqueConstraint(fields=of or ["state"], name=f"one_{name}_is_drafted", condition=Q(state="draft")),
        models.CheckConstraint(
            name=f"a_published_{name}_says_when",
            condition=Q(state="draft", published_at__isnull=True) | (~Q(state="draft") & Q(published_at__isnull=False)),
        ),
    ]


def only_retires(noun: str) -> pgtrigger.Trigger:
    """A version that is no draft any more may only be retired; all else stays, columns to come included."""
    return pgtrigger.Trigger(
        name=f"a_published_{noun.replace(' ', '_')}_never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF OLD.state = 'draft' THEN
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired'
           AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a published {noun} never changes';
        """,
    )


def only_in_a_draft(
    name: str, *, noun: str, versions: str, of: str = "OLD.version_id, NEW.version_id"
) -> pgtrigger.Trigger:
    """A row is written, changed and taken out while the version that it leaves or enters is a draft.

    `versions` is the table of versions, `of` the SQL for the keys of the row's version before and after.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        # Made of constants of the models alone.
        func=f"""
        IF EXISTS (SELECT 1 FROM {versions} v WHERE v.state <> 'draft' AND v.id IN ({of})) THEN
            RAISE EXCEPTION 'a published {noun} never changes';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        """,  # noqa: S608
    )
