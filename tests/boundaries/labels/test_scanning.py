"""Looking for wordings: once, late or beside itself, and nothing of a text or its writer is kept."""

from datetime import date, timedelta

import pytest

from boundaries import tasks
from boundaries.labels import commands
from boundaries.labels.enums import AnsweredBecause, Source
from boundaries.models import LabelHit, LabelListVersion, LabelScan
from tests.factories import reviews
from tests.factories.boundaries import at_the_gate
from tests.factories.labels import LABELS, WEEK, found
from tests.factories.supervision import NOON
from workforce_assurance.structured_templates.models import Answer


def codes():
    return sorted(LabelHit.objects.values_list("code", "occurrence"))


def test_what_was_found_is_kept_as_code_team_month_and_kind(labels):
    found(by=labels.worker, words="He was manipulative. She was manipulative again. She was a liar.")
    scan = LabelScan.objects.filter(hits__code="liar")[0]
    assert (scan.team, scan.month, scan.source, scan.number) == (labels.team, date(2027, 3, 1), Source.REVIEW, 1)
    assert {("manipulative", 0), ("manipulative", 1), ("liar", 0)} <= set(codes())


def test_a_rationale_is_looked_through_too(labels):
    at_the_gate(labels.worker, labels.team)
    commands.look_for_labels(now=NOON + WEEK)
    assert set(LabelScan.objects.values_list("source", "team")) == {("rationale", labels.team.pk)}


def test_twice_late_and_by_the_task_changes_nothing_more(labels):
    found(by=labels.worker)
    before = (codes(), LabelScan.objects.count())
    assert commands.look_for_labels(now=NOON + 9 * WEEK) == 0
    tasks.look_for_labels()
    assert (codes(), LabelScan.objects.count()) == before


def test_what_was_saved_within_the_week_waits(labels):
    reviews.flag(labels.worker, word=LABELS)
    assert commands.look_for_labels(now=NOON + timedelta(days=6)) == 0
    assert commands.look_for_labels(now=NOON + WEEK) > 0


def test_in_batches_it_reads_everything(labels, monkeypatch):
    monkeypatch.setattr("boundaries.labels.commands.scanning.BATCH", 1)
    for _ in range(3):
        reviews.flag(labels.worker, word=LABELS)
    commands.look_for_labels(now=NOON + WEEK)
    assert LabelScan.objects.count() == Answer.objects.filter(sealed__isnull=False, private_to=None).count() > 3


def test_what_cannot_be_opened_holds_up_nothing_else(labels):
    reviews.flag(labels.worker, word=LABELS)
    Answer.objects.filter(sealed__isnull=False).update(sealed=b"broken")
    reviews.flag(labels.worker, word=LABELS)
    commands.look_for_labels(now=NOON + WEEK)
    assert set(LabelScan.objects.values_list("is_unreadable", flat=True)) == {True, False}
    assert ("manipulative", 0) in codes()


def test_a_word_that_is_off_is_not_found(labels):
    commands.switch_off(code="manipulative", because=AnsweredBecause.IN_VAIN, by=labels.governance, now=NOON)
    found(by=labels.worker)
    assert (codes(), LabelScan.objects.first().number) == ([], 2)


def test_before_a_list_is_loaded_nothing_is_looked_through(catalogue):
    reviews.flag(catalogue.worker, word=LABELS)
    assert (commands.look_for_labels(now=NOON + WEEK), LabelListVersion.objects.count()) == (0, 0)


@pytest.mark.parametrize("model", [LabelScan, LabelHit])
def test_nobody_who_wrote_stands_in_it(model):
    people = {field.name for field in model._meta.get_fields() if getattr(field, "related_model", None)
              and field.related_model._meta.label == "people.Person"}  # fmt: skip
    assert people == set()
