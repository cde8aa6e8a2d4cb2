"""Board papers: the figures as they stood, what is said beside them, and who they are for."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from workforce_assurance.common.versions import only_in_a_draft

from ..board.enums import PaperState
from ..board.querysets import PaperQuerySet

PERSON = settings.AUTH_USER_MODEL
WORDS = 200
# Of a paper that was issued one thing changes, once: that a newer one takes its place.
ONLY_REPLACED = """
IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END IF;
IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND NEW.state = 'replaced'
   AND to_jsonb(NEW) - ARRAY['state', 'replaced_at', 'replaced_by_id']
       = to_jsonb(OLD) - ARRAY['state', 'replaced_at', 'replaced_by_id'] THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'an issued board paper never changes';
"""


class BoardPaper(models.Model):
    """One paper: of which place and months, with the figures as they stood at a moment, and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The form that drafted it: sent twice, it makes one.
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    # None: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_month = models.DateField()
    last_month = models.DateField()
    state = models.CharField(max_length=8, choices=PaperState, default=PaperState.DRAFT)
    # What the page shows, in its words and numbers, as they stood at that moment; with the SHA-256 of it.
    figures = models.JSONField()
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "id")
        constraints = [
            models.CheckConstraint(
                name="a_paper_is_of_whole_months",
                condition=Q(first_month__day=1, last_month__day=1, last_month__gte=F("first_month")),
            ),
            models.CheckConstraint(name="a_paper_s_figures_have_their_digest", condition=Q(digest__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="an_issued_paper_says_when_and_by_whom",
                condition=Q(state="draft", issued_at__isnull=True, issued_by__isnull=True)
                | (~Q(state="draft") & Q(issued_at__isnull=False, issued_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_replaced_paper_says_by_which",
                condition=Q(state="replaced", replaced_at__isnull=False, replaced_by__isnull=False)
                | (~Q(state="replaced") & Q(replaced_at__isnull=True, replaced_by__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["service"], name="a_place_has_one_draft_paper", condition=Q(state="draft"), nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["service"], name="a_place_has_one_paper_in_force", condition=Q(state="issued"),
                nulls_distinct=False,
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="an_issued_paper_never_changes", when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete, func=ONLY_REPLACED,
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference

    @property
    def is_draft(self) -> bool:
        return self.state == PaperState.DRAFT


class BoardCaveat(models.Model):
    """A sentence that has to be read with the figures, and as what whoever wrote it stands for it. Organisational words, nobody's name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="caveats")
    # Empty: about the whole paper.
    measure = models.CharField(max_length=40, blank=True, default="")
    words = models.CharField(max_length=WORDS)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # Their role when they wrote it, in words.
    written_as = models.CharField(max_length=40)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")
        constraints = [
            models.CheckConstraint(name="a_caveat_says_something", condition=~Q(words="") & ~Q(written_as="")),
            models.UniqueConstraint(fields=["paper", "measure", "words"], name="a_caveat_stands_once_in_a_paper"),
        ]
        triggers = [
            only_in_a_draft(
                "a_caveat_of_an_issued_paper_stands", noun="board paper", versions="governance_boardpaper",
                of="OLD.paper_id, NEW.paper_id",
            )
        ]  # fmt: skip


class BoardReader(models.Model):
    """Somebody whom a paper is for."""

    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("person__full_name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["paper", "person"], name="a_paper_is_for_each_reader_once"),
        ]
        indexes = [models.Index(fields=["person"], name="board_reader_by_person")]
