"""Themes: what several events can have in common, coded; the list is drafted, published and retired."""

import uuid

import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from ..querysets import ThemeListQuerySet, ThemeQuerySet

PERSON = settings.AUTH_USER_MODEL
CODE = RegexValidator(r"^[a-z][a-z0-9_]{1,29}$", "Use small letters, digits and underscores, beginning with a letter.")


class ThemeList(models.Model):
    """One version of the list of themes. A published version never changes; codes keep their meaning over versions."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ThemeListQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["state"], name="one_list_of_themes_is_published", condition=Q(state="published")
            ),
            models.UniqueConstraint(fields=["state"], name="one_list_of_themes_is_a_draft", condition=Q(state="draft")),
            models.CheckConstraint(
                name="a_list_of_themes_says_when_it_was_published",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Themes, version {self.number}"


class Theme(models.Model):
    """One theme of one version. It is about how the service works, never about a person."""

    listed = models.ForeignKey(ThemeList, on_delete=models.PROTECT, related_name="themes")
    code = models.CharField(max_length=30, validators=[CODE])
    label = models.CharField(max_length=80)
    meaning = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ("listed", "position")
        constraints = [models.UniqueConstraint(fields=["listed", "code"], name="one_theme_of_a_code_on_a_list")]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_list_of_themes_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                IF (SELECT state FROM action_log_themelist
                    WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.listed_id ELSE OLD.listed_id END) <> 'draft' THEN
                    RAISE EXCEPTION 'a published list of themes never changes';
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.label
