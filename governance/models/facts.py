"""Figures by team and month from other systems, which import brought each of them, and what it replaced."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from ..figures.enums import Figure, FileKind, ImportState
from ..figures.querysets import FigureImportQuerySet, TeamMonthQuerySet

PERSON = settings.AUTH_USER_MODEL
IN_PARTS = ["sickness_lost", "sickness_available", "overtime_hours"]


class FigureMapping(models.Model):
    """Which column of a kind of file holds what, as it was last chosen; also what keeps imports of a kind in single file."""

    kind = models.CharField(max_length=12, choices=FileKind, primary_key=True)
    # A heading without what differs between spreadsheets, and the key of its column.
    columns = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_mapping_says_who_saved_it_and_when",
                condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False),
            )
        ]


class FigureImport(models.Model):
    """One file: received and looked at, then brought in, and perhaps taken back. The file itself is kept until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=FileKind)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.WAITING)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=b"")
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1, blank=True, default="")
    columns = models.JSONField(default=list)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # How many figures came new, how many replaced others, and how many lines were left out.
    added = models.PositiveIntegerField(default=0)
    replaced = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    brought_in_at = models.DateTimeField(null=True, blank=True)
    brought_in_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FigureImportQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="figures_say_who_brought_them_in_and_when",
                condition=Q(state="waiting", brought_in_at=None, brought_in_by=None)
                | ~Q(state="waiting") & Q(brought_in_at__isnull=False, brought_in_by__isnull=False),
            ),
            models.CheckConstraint(
                name="figures_say_who_took_them_back_and_when",
                condition=Q(state="taken_back", taken_back_at__isnull=False, taken_back_by__isnull=False)
                | ~Q(state="taken_back") & Q(taken_back_at=None, taken_back_by=None),
            ),
            models.CheckConstraint(
                name="a_file_is_kept_until_it_is_brought_in", condition=Q(state="waiting") | Q(content=b"")
            ),
        ]


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
