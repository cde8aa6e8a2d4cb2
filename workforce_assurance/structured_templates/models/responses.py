"""What is written under a version: responses with their people, drafts and answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import Part, ResponseState, SectionState
from ..querysets import AnswerQuerySet, DraftQuerySet, ResponseQuerySet
from .templates import Question, Section, TemplateVersion

PERSON = settings.AUTH_USER_MODEL


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
    """Who has a part in a response. All but the absent read its shared layer; a later supervisor is no party of it."""

    id = models.BigAutoField(primary_key=True)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="parties")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "person"], name="a_person_has_one_part_in_a_response"),
            models.UniqueConstraint(
                fields=["response", "part"],
                name="a_record_has_one_author_and_one_subject",
                condition=Q(part__in=["author", "subject"]),
            ),
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
