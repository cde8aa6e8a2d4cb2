"""Files of decisions that were made before this register was kept: received, brought in, perhaps taken back."""

from django.db import models

from workforce_assurance.common.uploads import ColumnsChosen, Upload, kept_in_turn, says_who_saved_it


class DecisionColumns(ColumnsChosen):
    """Which column of a file of decisions holds what; one row, which keeps imports in single file."""

    name = models.CharField(max_length=12, primary_key=True)

    class Meta:
        constraints = [says_who_saved_it("columns_of_decisions_say_who_saved_them_and_when")]


class DecisionImport(Upload):
    """One file of decisions."""

    class Meta:
        ordering = ("-received_at", "pk")
        constraints = kept_in_turn("decisions", file="a_file_of_decisions_is_kept_until_it_is_brought_in")
