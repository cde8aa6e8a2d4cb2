"""Until when somebody's skill is to be renewed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..competency.enums import DeadlineState
from ..competency.querysets import CompetencyDeadlineQuerySet

PERSON = settings.AUTH_USER_MODEL


class CompetencyDeadline(models.Model):
    """That a skill of one person is to be renewed by a time. Worked out from evidence; what is asked again is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    skill_code = models.SlugField(max_length=40)
    # The last day that the skill lasts. What was past when it was noticed is due some days after that.
    lasts_until = models.DateField()
    # Who is told after them.
    responsible = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=DeadlineState, default=DeadlineState.WAITS)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminder_at = models.DateTimeField(null=True, blank=True)
    # The sweep reads next_check, which is empty when nothing is left to check.
    next_check = models.DateTimeField(null=True, blank=True)
    ran_out_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CompetencyDeadlineQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill_code"], name="a_skill_of_a_person_waits_once", condition=Q(state="waits")
            ),
            models.CheckConstraint(
                name="what_waits_no_more_says_since_when_and_is_not_swept",
                condition=Q(state="waits", ended_at__isnull=True)
                | ~Q(state="waits") & Q(ended_at__isnull=False, next_check__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["next_check"], name="skill_to_sweep", condition=Q(next_check__isnull=False)),
            models.Index(fields=["responsible", "due_at"], name="skill_to_arrange", condition=Q(state="waits")),
        ]
