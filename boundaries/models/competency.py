"""The versioned competency policy with its skills and what they need, and evidence, which is withdrawn and never edited."""

import uuid
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from workforce_assurance.common.versions import ShippedVersion, in_force_once, only_in_a_draft, only_retires

from ..competency.enums import EvidenceKind, WithdrawnBecause
from ..competency.querysets import EvidenceQuerySet
from .competency_imports import EvidenceImport

PERSON = settings.AUTH_USER_MODEL
NOUN = "competency policy"
VERSION_OF = "(SELECT s.version_id FROM boundaries_skill s WHERE s.id = {}.skill_id)"
only_in_a_draft_of_it = partial(only_in_a_draft, noun=NOUN, versions="boundaries_competencyversion")
MORE_THAN_E_LEARNING = """
IF NEW.state = 'published' AND EXISTS (
    SELECT 1 FROM boundaries_skill s JOIN boundaries_competencyneed n ON n.skill_id = s.id
    WHERE s.version_id = NEW.id GROUP BY s.id, lower(n.job_title) HAVING bool_and(n.kind = 'e_learning')
) THEN
    RAISE EXCEPTION 'e-learning alone never reaches competent';
END IF;
RETURN NEW;
"""
ONLY_WITHDRAWN = """
IF TG_OP = 'UPDATE' AND OLD.withdrawn_because = '' AND NEW.withdrawn_because <> ''
   AND to_jsonb(NEW) - '{withdrawn_because,withdrawn_at,withdrawn_by_id}'::text[]
     = to_jsonb(OLD) - '{withdrawn_because,withdrawn_at,withdrawn_by_id}'::text[] THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'evidence is withdrawn and never edited';
"""


class CompetencyVersion(ShippedVersion):
    """One state of the policy: which skills there are, and what each of them needs of whom."""

    class Meta:
        constraints = in_force_once(NOUN)
        triggers = [
            only_retires(NOUN),
            pgtrigger.Trigger(
                name="e_learning_alone_never_reaches_competent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=MORE_THAN_E_LEARNING,
            ),
        ]


class Skill(models.Model):
    """A skill of one version. Evidence names it by its code, so that it goes on over versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CompetencyVersion, on_delete=models.PROTECT, related_name="skills")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=80)
    about = models.CharField(max_length=200, blank=True, default="")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_skill_of_a_code")]
        triggers = [only_in_a_draft_of_it("a_published_skill_never_changes")]

    def __str__(self) -> str:
        return self.label


class CompetencyNeed(models.Model):
    """That a skill needs a kind of evidence of people with a job title, how long it lasts, and how it is refreshed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="needs")
    # Empty for everybody whose title has no line of its own under the skill.
    job_title = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    lasts_months = models.PositiveSmallIntegerField()
    whole_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    needs_check = models.BooleanField(default=True)
    late_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("job_title", "kind")
        constraints = [
            models.UniqueConstraint("skill", Lower("job_title"), "kind", name="a_kind_is_needed_once"),
            models.CheckConstraint(
                name="evidence_lasts_a_month_to_ten_years", condition=Q(lasts_months__gte=1, lasts_months__lte=120)
            ),
            models.CheckConstraint(
                name="the_whole_comes_less_often_than_a_refresh",
                condition=Q(whole_every_months__isnull=True) | Q(whole_every_months__gt=F("lasts_months")),
            ),
        ]
        triggers = [
            only_in_a_draft_of_it(
                "a_published_need_never_changes", of=f"{VERSION_OF.format('OLD')}, {VERSION_OF.format('NEW')}"
            )
        ]


class CompetencyEvidence(models.Model):
    """That somebody did, practised or showed something on a day, who was there, and whether its check was passed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What one opened form makes, however often it is sent.
    once = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    skill_code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    is_refresh = models.BooleanField(default=False)
    took_place_on = models.DateField()
    check_passed = models.BooleanField()
    observed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # The file that it came with.
    brought_by = models.ForeignKey(
        EvidenceImport, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    withdrawn_because = models.CharField(max_length=12, choices=WithdrawnBecause, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("-took_place_on", "reference")
        constraints = [
            models.CheckConstraint(
                name="nobody_observes_themselves", condition=Q(observed_by__isnull=True) | ~Q(observed_by=F("person"))
            ),
            models.CheckConstraint(name="nobody_records_their_own_evidence", condition=~Q(recorded_by=F("person"))),
            models.CheckConstraint(
                name="what_is_no_e_learning_says_who_was_there",
                condition=Q(kind="e_learning", observed_by__isnull=True)
                | ~Q(kind="e_learning") & Q(observed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_withdrawn_says_when_and_by_whom",
                condition=Q(withdrawn_because="", withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | ~Q(withdrawn_because="") & Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_withdraws_their_own_evidence",
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("person")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "skill_code"], name="evidence_that_counts", condition=Q(withdrawn_because="")
            ),
            models.Index(fields=["person", "-took_place_on"], name="evidence_of_person"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="evidence_is_withdrawn_and_never_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=ONLY_WITHDRAWN,
            )
        ]
