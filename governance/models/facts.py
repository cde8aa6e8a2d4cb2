"""Figures by team and month from other systems, which import brought each of them, and what it replaced."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from workforce_assurance.common.uploads import ColumnsChosen, Upload, kept_in_turn, says_who_saved_it

from ..figures.enums import Figure, FileKind
from ..figures.querysets import FigureImportQuerySet, TeamMonthQuerySet

IN_PARTS = ["sickness_lost", "sickness_available", "overtime_hours"]


class FigureMapping(ColumnsChosen):
    """Which column of a kind of file holds what, as it was last chosen; also what keeps imports of a kind in single file."""

    kind = models.CharField(max_length=12, choices=FileKind, primary_key=True)

    class Meta:
        constraints = [says_who_saved_it("a_mapping_says_who_saved_it_and_when")]


class FigureImport(Upload):
    """One file of figures."""

    kind = models.CharField(max_length=12, choices=FileKind)
    # How many figures replaced others.
    replaced = models.PositiveIntegerField(default=0)

    objects = FigureImportQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "pk")
        constraints = kept_in_turn("figures", file="a_file_is_kept_until_it_is_brought_in")


class TeamMonth(models.Model):
    """One figure of a team in a month, as the last import said it."""

    id = models.BigAutoField(primary_key=True)
    figure = models.CharField(max_length=20, choices=Figure)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    # The first day of the month.
    month = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    brought_by = models.ForeignKey(FigureImport, on_delete=models.PROTECT, related_name="figures")

    objects = TeamMonthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "team", "month"], name="a_team_has_one_figure_of_a_kind_in_a_month"
            ),
            models.CheckConstraint(name="no_figure_is_below_0", condition=Q(value__gte=0)),
            models.CheckConstraint(name="a_figure_of_a_month_stands_on_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="what_is_counted_has_no_parts", condition=Q(figure__in=IN_PARTS) | Q(value=Floor("value"))
            ),
        ]


class FigureChange(models.Model):
    """What one import did to one figure: what it says now, and what was there before, if anything."""

    id = models.BigAutoField(primary_key=True)
    of_import = models.ForeignKey(FigureImport, on_delete=models.PROTECT, related_name="changes")
    figure = models.CharField(max_length=20, choices=Figure)
    team = models.ForeignKey("people.Team", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    after = models.DecimalField(max_digits=12, decimal_places=2)
    before = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    before_by = models.ForeignKey(FigureImport, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("team", "month", "figure")
        constraints = [
            models.UniqueConstraint(
                fields=["of_import", "figure", "team", "month"], name="an_import_changes_a_figure_once"
            ),
            models.CheckConstraint(
                name="what_a_figure_was_says_which_import_brought_it",
                condition=Q(before=None, before_by=None) | Q(before__isnull=False, before_by__isnull=False),
            ),
            models.CheckConstraint(
                name="an_import_changes_what_differs", condition=Q(before=None) | ~Q(before=F("after"))
            ),
        ]
