"""What is drafted, published and retired, shown with ladders and their rungs."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.factories.debriefs import NOON
from workforce_assurance.escalations.models import LadderVersion, Rung

pytestmark = pytest.mark.django_db


def version(kind: str, number: int, **values) -> LadderVersion:
    return LadderVersion.objects.create(obligation_kind=kind, number=number, **values)


def rung(ladder: LadderVersion) -> Rung:
    return Rung.objects.create(ladder=ladder, position=1, recipient="manager", working_days=0)


def test_publishing_retires_the_one_before_of_the_same_thing_alone():
    first, other = version("a", 1), version("b", 1)
    for draft in (first, other):
        LadderVersion.objects.filter(obligation_kind=draft.obligation_kind).put_in_force(draft, by=None, now=NOON)
    of_a = LadderVersion.objects.filter(obligation_kind="a")
    of_a.put_in_force(version("a", of_a.next_number()), by=None, now=NOON)
    states = LadderVersion.objects.filter(obligation_kind__in="ab").order_by("obligation_kind", "number")
    assert list(states.values_list("obligation_kind", "number", "state")) == [
        ("a", 1, "retired"), ("a", 2, "published"), ("b", 1, "published"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("second", "constraint"),
    [
        ({"number": 2}, "one_ladder_is_drafted"),
        ({"number": 1, "state": "retired", "published_at": NOON}, "one_ladder_of_a_number"),
        ({"number": 2, "state": "retired"}, "a_published_ladder_says_when"),
        ({"number": 2, "published_at": NOON}, "a_published_ladder_says_when"),
    ],
)
def test_versions_that_contradict_each_other_are_refused(second, constraint):
    version("a", 1)
    with pytest.raises(IntegrityError, match=constraint):
        version("a", **second)


def test_a_published_version_only_retires_and_its_rows_stay():
    published, retired = version("a", 1), version("a", 2, state="retired", published_at=NOON)
    kept = rung(published)
    LadderVersion.objects.filter(obligation_kind="a", number=1).put_in_force(published, by=None, now=NOON)
    mine = LadderVersion.objects.filter(pk=published.pk)
    changes = [
        lambda: mine.update(acknowledgement_holds=9),
        lambda: mine.update(state="retired", acknowledgement_holds=9),
        lambda: mine.update(state="draft", published_at=None),
        retired.delete,
        lambda: LadderVersion.objects.filter(pk=retired.pk).update(state="published"),
        lambda: Rung.objects.filter(pk=kept.pk).update(working_days=9),
        lambda: Rung.objects.filter(pk=kept.pk).update(ladder=version("a", 3)),
        Rung.objects.filter(pk=kept.pk).delete,
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="a published ladder never changes"), transaction.atomic():
            change()
    assert mine.update(state="retired") == 1


def test_a_row_does_not_enter_a_published_version_from_a_draft():
    draft, published = version("a", 1), version("b", 1)
    moving = rung(draft)
    LadderVersion.objects.filter(obligation_kind="b").put_in_force(published, by=None, now=NOON)
    with pytest.raises(DatabaseError, match="a published ladder never changes"):
        Rung.objects.filter(pk=moving.pk).update(ladder=published)
