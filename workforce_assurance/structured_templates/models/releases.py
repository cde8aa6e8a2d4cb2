"""That somebody shows one of their own answers to one other person."""

from django.conf import settings
from django.db import models

from .responses import Answer

PERSON = settings.AUTH_USER_MODEL


class Release(models.Model):
    """An answer of somebody's own, released to one person as it stood: changed since, it is theirs alone again."""

    # An answer that its author empties takes its release with it.
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="releases")
    to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # When the answer was given that was released.
    answered_at = models.DateTimeField()
    released_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer"], name="an_answer_is_released_to_one_person")]
