"""Templates, their versions, sections and questions; responses, drafts, answers, signatures, statements, amendments."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from .append_only import append_only
from .enums import Layer, Part, QuestionKind, ResponseState, SectionState, VersionState
from .querysets import AnswerQuerySet, DraftQuerySet, KeptTextQuerySet, ResponseQuerySet

PERSON = settings.AUTH_USER_MODEL


class Template(models.Model):
    """A form that practice is written in, for one registered purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("name",)

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
                   AND NEW.published_at = OLD.published_at THEN
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
    # [{"code": ..., "label": ..., "help": ...}] for choices, drift signs, adjustments' kinds and scale anchors.
    options = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("section", "position")
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_question_of_a_key_in_a_section"),
            models.CheckConstraint(
                name="narrative_is_never_in_the_assurance_layer",
                condition=~Q(layer="assurance", kind__in=["short_text", "long_text", "group", "adjustments"]),
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


class Response(models.Model):
    """What was written under one version about one subject of its purpose (a session, say)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="responses")
    purpose = models.CharField(max_length=60)
    # The practice's own record; a key and no foreign key, because practices stand above this floor.
    subject_id = models.UUIDField()
    state = models.CharField(max_length=8, choices=ResponseState, default=ResponseState.OPEN)
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    # SHA-256 over all shared answers when it was finished: what the signatures stand for.
    content_sha256 = models.CharField(max_length=64, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "subject_id"], name="one_response_for_a_subject"),
            models.CheckConstraint(
                name="a_signed_response_says_when",
                condition=Q(state="signed", signed_at__isnull=False) | (~Q(state="signed") & Q(signed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_finished_response_has_its_hash",
                condition=Q(state="open", finished_at__isnull=True, content_sha256="")
                | (~Q(state="open") & Q(finished_at__isnull=False) & ~Q(content_sha256="")),
            ),
        ]


class ResponseParty(models.Model):
    """Who may read the shared layer of a response, and as what. A later supervisor is no party of it."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "person"], name="a_person_has_one_part_in_a_response"),
            models.UniqueConstraint(fields=["response", "part"], name="a_part_is_played_by_one_person"),
        ]
        indexes = [models.Index(fields=["person", "response"], name="response_of_a_party")]


class ResponseSection(models.Model):
    """One author's work on one section: the draft as typed, its revision, and whether it is done."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="sections")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=SectionState, default=SectionState.STARTED)
    # Which opened page saved last: a page never stands against itself, however its requests overtake each other.
    page = models.CharField(max_length=36, blank=True, default="")
    # Everything as it was typed, valid or not, encrypted; empty once it became answers.
    sealed_draft = models.BinaryField(null=True, blank=True)
    updated_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "section", "author"], name="one_draft_of_a_section_for_an_author"
            )
        ]
        indexes = [
            models.Index(fields=["updated_at"], name="draft_by_age", condition=Q(sealed_draft__isnull=False)),
        ]


class Answer(models.Model):
    """One answer: codes in the clear, every word that a person wrote encrypted and bound to this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    # Set for the private layer, and then nobody else reads it.
    private_to = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Codes, numbers and dates only.
    coded = models.JSONField(null=True, blank=True)
    sealed = models.BinaryField(null=True, blank=True)
    answered_at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "private_to"],
                name="one_answer_to_a_question",
                nulls_distinct=False,
            )
        ]


class Signature(models.Model):
    """That a party signed the content with that hash."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "person"], name="a_person_signs_once")]
        triggers = [
            pgtrigger.Protect(name="a_signature_is_never_changed", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Statement(models.Model):
    """The worker's own words beside the record, when they see it differently."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="statements")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("at",)
        triggers = append_only("statement", "sealed")


class Amendment(models.Model):
    """An addition to a signed record, with its reason; the record itself stays as it was signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="amendments")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed_reason = models.BinaryField()
    sealed_text = models.BinaryField()

    class Meta:
        ordering = ("at",)
        triggers = append_only("amendment", "sealed_reason", "sealed_text")


class KeptText(models.Model):
    """What somebody had typed when their session had run out, kept until they sign in again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=300)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "path"], name="kept_text_of_a_page")]


class KeyCheck(models.Model):
    """Something known, sealed with each key in use: whether it opens says whether NOTE_KEYS holds the right keys."""

    kid = models.CharField(primary_key=True, max_length=40)
    sealed = models.BinaryField()
