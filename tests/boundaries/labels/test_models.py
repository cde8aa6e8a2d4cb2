"""What the tables of the word list refuse, whatever writes them."""

import uuid
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction

from boundaries.labels import commands
from boundaries.labels.enums import AnsweredBecause, ContestedBecause
from boundaries.models import LabelContest, LabelListVersion, LabelTerm
from tests.factories.supervision import NOON


@contextmanager
def refused(words):
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        yield


def draft(**changes):
    said = {"number": 9, "change": "switched_off", "changed_code": "threat", "because": "in_vain", "context": {}}
    return LabelListVersion.objects.create(**said | changes)


def term(version, **changes):
    said = {
        "code": "a", "slug": "a", "category": "doubt", "standing": "verb", "alternative": "b", "forms": ["a"],
        "as_written": [], "means_otherwise": [], "position": 1, "since_number": 9, "since": NOON.date(),
    }  # fmt: skip
    return LabelTerm.objects.create(version=version, **said | changes)


def test_a_published_list_never_changes(labels):
    with refused("a published word list never changes"):
        LabelTerm.objects.update(alternative="Another")
    with refused("a published word list never changes"):
        LabelTerm.objects.all().delete()
    with refused("a published word list never changes"):
        LabelListVersion.objects.update(context={})
    with refused("a published word list never changes"):
        term(LabelListVersion.objects.get())


@pytest.mark.parametrize("changes", [{"because": ""}, {"changed_code": ""}, {"change": "shipped"}])
def test_a_changed_list_says_what_changed_and_why(labels, changes):
    with refused("a_changed_word_list_says_what_and_why"):
        draft(**changes)


@pytest.mark.parametrize("changes", [{"is_on": False}, {"off_because": "in_vain"}])
def test_a_term_that_is_off_says_why(labels, changes):
    version = draft()
    with refused("a_term_that_is_off_says_why"):
        term(version, **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"), [("one_term_of_a_code", {"slug": "b"}), ("one_term_at_an_address", {"code": "b"})]
)
def test_a_term_stands_once_in_a_version(labels, constraint, changes):
    version = draft()
    term(version)
    with refused(constraint):
        term(version, **changes)


def test_what_was_contested_is_answered_once_and_whole(labels):
    contest = commands.contest_term(code="threat", because=ContestedBecause.NO_BETTER, by=labels.worker, now=NOON)
    rows = LabelContest.objects.filter(pk=contest.pk)
    with refused("what_is_answered_says_why_when_and_by_whom"):
        rows.update(answer="kept")
    with refused("answered once and never edited"):
        rows.update(because="other_meaning")
    commands.keep_term(code="threat", because=AnsweredBecause.JUDGES, by=labels.governance, now=NOON)
    with refused("answered once and never edited"):
        rows.update(answer="changed")
    with refused("answered once and never edited"):
        rows.delete()


def test_a_person_contests_a_term_once_at_a_time(labels):
    said = {
        "code": "threat", "number": 1, "because": "no_better", "contested_at": NOON, "contested_by": labels.worker
    }  # fmt: skip
    LabelContest.objects.create(id=uuid.uuid4(), **said)
    with refused("a_person_contests_a_term_once_at_a_time"):
        LabelContest.objects.create(id=uuid.uuid4(), **said)
