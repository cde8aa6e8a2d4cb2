"""What is known of the person in codes, so that it can be counted whether some are restricted more than others."""

from django.db import models

from ..enums import AgeBand, Disability, Ethnicity, Gender
from .decisions import Decision


class EqualityFacts(models.Model):
    """Said by whoever asks for the decision, shown nowhere but in counts of many."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, primary_key=True, related_name="equality")
    age_band = models.CharField(max_length=10, choices=AgeBand)
    gender = models.CharField(max_length=10, choices=Gender)
    ethnicity = models.CharField(max_length=10, choices=Ethnicity)
    disability = models.CharField(max_length=10, choices=Disability)

    class Meta:
        verbose_name_plural = "equality facts"
