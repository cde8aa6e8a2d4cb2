"""Themes: what several events can have in common, coded; the list is drafted, published and retired."""

from django.core.validators import RegexValidator
from django.db import models

from workforce_assurance.common.versions import Version, in_force_once, only_in_a_draft, only_retires

from ..querysets import ThemeQuerySet

NOUN = "list of themes"
CODE = RegexValidator(r"^[a-z][a-z0-9_]{1,29}$", "Use small letters, digits and underscores, beginning with a letter.")


class ThemeList(Version):
    """One version of the list of themes. Codes keep their meaning over versions."""

    class Meta:
        ordering = ("-number",)
        constraints = in_force_once(NOUN)
        triggers = [only_retires(NOUN)]

    def __str__(self) -> str:
        return f"Themes, version {self.number}"


class Theme(models.Model):
    """One theme of one version. It is about how the service works, never about a person."""

    listed = models.ForeignKey(ThemeList, on_delete=models.PROTECT, related_name="themes")
    code = models.CharField(max_length=30, validators=[CODE])
    label = models.CharField(max_length=80)
    meaning = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ("listed", "position")
        constraints = [models.UniqueConstraint(fields=["listed", "code"], name="one_theme_of_a_code_on_a_list")]
        triggers = [
            only_in_a_draft(
                "a_theme_on_a_published_list_never_changes",
                noun=NOUN,
                versions="action_log_themelist",
                of="OLD.listed_id, NEW.listed_id",
            )
        ]

    def __str__(self) -> str:
        return self.label
