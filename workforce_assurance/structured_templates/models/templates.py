"""Templates, their versions, sections and questions."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import Layer, Licence, QuestionKind, VersionState

PERSON = settings.AUTH_USER_MODEL


class Template(models.Model):
    """A form that practice is written in, for one registered purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    # Whether new records of its purpose are opened with it.
    opens_records = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], name="one_template_opens_the_records_of_a_purpose", condition=Q(opens_records=True)
            )
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """A published version never changes; what was written under it keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    # Raised by every edit of the draft, so that two editors are shown each other's.
    revision = models.PositiveIntegerField(default=0)
    licence = models.CharField(max_length=12, choices=Licence, default=Licence.OWN)
    # Which open licence it is, or whose instrument.
    licence_name = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("template", "number")
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_versions_are_numbered_once"),
            models.UniqueConstraint(
                fields=["template"], name="one_published_version_of_a_template", condition=Q(state="published")
            ),
            models.UniqueConstraint(
                fields=["template"], name="one_draft_version_of_a_template", condition=Q(state="draft")
            ),
            models.CheckConstraint(
                name="a_version_says_when_it_was_published",
                condition=Q(state="draft", published_at__isnull=True)
                | (~Q(state="draft") & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_licence_that_is_not_ours_has_its_name",
                condition=Q(licence="own", licence_name="") | (~Q(licence="own") & ~Q(licence_name="")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_published_version_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                IF OLD.state = 'draft' THEN
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                END IF;
                IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired'
                   AND NEW.template_id = OLD.template_id AND NEW.number = OLD.number
                   AND NEW.published_at = OLD.published_at
                   AND NEW.licence = OLD.licence AND NEW.licence_name = OLD.licence_name THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'a published version never changes';
                """,
            )
        ]


def _only_in_a_draft(name: str, versions_of_row: str) -> pgtrigger.Trigger:
    """Neither the version that a row leaves nor the one that it enters may be other than a draft."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF EXISTS ({versions_of_row} AND v.state <> 'draft') THEN
            RAISE EXCEPTION 'a published version never changes';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        """,
    )


class Section(models.Model):
    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    # Which of the purpose's areas it covers; empty when none.
    area = models.CharField(max_length=40, blank=True)
    intro = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("version", "position")
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_section_of_a_key_in_a_version")]
        triggers = [
            _only_in_a_draft(
                "a_published_section_never_changes",
                """SELECT FROM structured_templates_templateversion v WHERE v.id IN (OLD.version_id, NEW.version_id)""",
            )
        ]


class Question(models.Model):
    """One question, or one piece of text to read or say. Its key is stable over versions."""

    id = models.BigAutoField(primary_key=True)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    # Set for the questions inside a repeating group.
    group = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="questions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=QuestionKind)
    text = models.TextField()
    help = models.TextField(blank=True)
    required = models.BooleanField(default=False)
    # {"question": key, "is": value} or {"question": key, "has": code}: a question of the same section.
    required_if = models.JSONField(null=True, blank=True)
    shown_if = models.JSONField(null=True, blank=True)
    layer = models.CharField(max_length=10, choices=Layer, default=Layer.SHARED)
    # [{"code": ..., "label": ..., "help": ..., "points": ...}] for choices, drift signs, adjustments' kinds and the
    # anchors of a scale or matrix; points only where they count in a total.
    options = models.JSONField(default=list, blank=True)
    # [{"code": ..., "label": ...}]: what a matrix asks on its one scale.
    items = models.JSONField(default=list, blank=True)
    # {"how": "sum" or "mean", "of": ["section.question", ...]} for a computed total.
    computed = models.JSONField(null=True, blank=True)
    # Any of restorative, formative, normative.
    functions = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("section", "position")
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_question_of_a_key_in_a_section"),
            models.CheckConstraint(
                name="narrative_is_never_in_the_assurance_layer",
                condition=~Q(layer="assurance", kind__in=["short_text", "long_text", "group", "adjustments"]),
            ),
            models.CheckConstraint(
                name="a_question_has_known_functions",
                condition=Q(functions__contained_by=["restorative", "formative", "normative"]),
            ),
        ]
        triggers = [
            _only_in_a_draft(
                "a_published_question_never_changes",
                """SELECT FROM structured_templates_section s
                   JOIN structured_templates_templateversion v ON v.id = s.version_id
                   WHERE s.id IN (OLD.section_id, NEW.section_id)""",
            )
        ]
