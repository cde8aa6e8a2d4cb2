"""Files of evidence from a learning system, and which of their columns hold what."""

from django.db import models
from django.db.models import Q

from workforce_assurance.common.uploads import ColumnsChosen, Upload, kept_in_turn, says_who_saved_it


class EvidenceColumns(ColumnsChosen):
    """Which column holds what, as it was last chosen; its one row also keeps imports in single file."""

    ONLY = 1
    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)

    class Meta:
        constraints = [
            says_who_saved_it("columns_of_evidence_say_who_saved_them_and_when"),
            models.CheckConstraint(name="columns_of_evidence_are_kept_once", condition=Q(id=1)),
        ]


class EvidenceImport(Upload):
    """One file of evidence; what it brought names it."""

    class Meta:
        ordering = ("-received_at", "pk")
        constraints = kept_in_turn("files_of_evidence", file="a_file_of_evidence_is_kept_until_it_is_brought_in")
