"""Evidence packs that were asked for, what came of them, and standards with their clauses."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..packs.enums import NamesBecause, Naming, PackState, WhyNotMade
from ..packs.querysets import ClauseQuerySet, PackQuerySet

PERSON = settings.AUTH_USER_MODEL
MADE = Q(seal__gt="", sha256__gt="", pdf_sha256__gt="", size__isnull=False, pages__isnull=False)
NOT_MADE = Q(seal="", sha256="", pdf_sha256="", size__isnull=True, pages__isnull=True)


class EvidencePack(models.Model):
    """One pack: of which place and months, what is in it, how far it is, and by what it is known again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The form that asked for it: sent twice, it makes one.
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    # Neither: the organisation.
    service = models.ForeignKey("people.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first_month = models.DateField()
    last_month = models.DateField()
    parts = models.JSONField(default=list)
    naming = models.CharField(max_length=5, choices=Naming, default=Naming.CODES)
    names_because = models.CharField(max_length=9, choices=NamesBecause, blank=True, default="")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # The cut-off: whatever the pack says is as of this moment, whenever it is made.
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=PackState, default=PackState.WAITING)
    why = models.CharField(max_length=13, choices=WhyNotMade, blank=True, default="")
    # Of how many steps how many are done.
    done = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The SHA-256 of its manifest, of the whole zip and of the PDF alone.
    seal = models.CharField(max_length=64, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = [
            models.CheckConstraint(
                name="a_pack_is_of_one_place", condition=Q(service__isnull=True) | Q(team__isnull=True)
            ),
            models.CheckConstraint(
                name="a_pack_is_of_whole_months",
                condition=Q(first_month__day=1, last_month__day=1, last_month__gte=F("first_month")),
            ),
            models.CheckConstraint(
                name="a_pack_with_names_says_why",
                condition=(Q(naming="names") & ~Q(names_because="")) | Q(naming="codes", names_because=""),
            ),
            models.CheckConstraint(
                name="a_pack_that_is_ready_is_sealed",
                condition=(Q(state="ready") & MADE) | (~Q(state="ready") & NOT_MADE),
            ),
            models.CheckConstraint(
                name="a_pack_that_was_not_made_says_why",
                condition=(Q(state="not_made") & ~Q(why="")) | (~Q(state="not_made") & Q(why="")),
            ),
            models.CheckConstraint(
                name="a_pack_being_made_has_a_lease",
                condition=Q(state="making", lease__isnull=False, leased_until__isnull=False)
                | (~Q(state="making") & Q(lease__isnull=True, leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_pack_has_ended_or_is_to_be_made",
                condition=Q(state__in=["waiting", "making"], ended_at__isnull=True)
                | (~Q(state__in=["waiting", "making"]) & Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="pack_to_be_made", condition=Q(state__in=["waiting", "making"])),
            models.Index(fields=["sha256"], name="pack_by_its_hash"),
            models.Index(fields=["pdf_sha256"], name="pack_by_the_hash_of_its_pdf"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_to_come(self) -> bool:
        """Whether waiting for it makes sense."""
        return self.state in (PackState.WAITING, PackState.MAKING)


class PackContent(models.Model):
    """The zip of a pack that is ready; apart from it, so that no list loads it."""

    pack = models.OneToOneField(EvidencePack, on_delete=models.CASCADE, primary_key=True, related_name="content")
    content = models.BinaryField()


class NamedStandard(models.Model):
    """A standard that somebody outside sets, in our own words; shipped ones come as examples to be checked."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    # Who sets it and where its own words are.
    source = models.CharField(max_length=200)
    about = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")
        constraints = [models.CheckConstraint(name="a_named_standard_has_a_name", condition=~Q(name=""))]


class StandardClause(models.Model):
    """One thing that a standard asks for: what of ours says something about it, and what does not."""

    standard = models.ForeignKey(NamedStandard, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    # Keys of measures, or of what `packs.crosswalk` can ask.
    evidence = models.JSONField(default=list)
    # What has to be shown by other means.
    gap = models.CharField(max_length=300, blank=True, default="")
    position = models.PositiveSmallIntegerField()
    # Both empty: it was shipped.
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # A change ends this row and begins another, so that what was said before stays.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ("standard", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "number"],
                name="a_clause_has_a_number_of_its_own",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(name="a_clause_says_what_is_asked", condition=~Q(words="")),
            models.CheckConstraint(
                name="whoever_writes_a_clause_says_when",
                condition=Q(written_at__isnull=True, written_by__isnull=True)
                | Q(written_at__isnull=False, written_by__isnull=False),
            ),
        ]
