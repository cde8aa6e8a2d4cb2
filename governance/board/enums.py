"""The fixed words of board papers."""

from django.db import models


class PaperState(models.TextChoices):
    DRAFT = "draft", "Draft"
    ISSUED = "issued", "Issued"
    REPLACED = "replaced", "Replaced by a newer one"
