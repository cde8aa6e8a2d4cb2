"""A statement and an amendment are added and never changed; only the key they are sealed with may become another."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.commands.test_signing import signed_by
from tests.structured_templates.commands.test_writing import save
from workforce_assurance.structured_templates.commands import amend, finish_response, rotate_note_keys
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Amendment, Statement
from workforce_assurance.structured_templates.places import place_of
from workforce_assurance.structured_templates.vault import seal, unseal

NEW_KEY = "t2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="


@pytest.fixture
def added(response):
    author, subject = author_of(response), subject_of(response)
    save(response, any=Value(coded="no"))
    finished = finish_response(response=response, by=author, now=NOW)
    signed_by(finished, subject, statement="I see it otherwise")
    closed = signed_by(finished, author)
    amendment = amend(response=closed, reason="A slip", text="It was Monday", once="a", by=author, now=NOW)
    return Statement.objects.get(), amendment


def refused(act):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        act()


@pytest.mark.parametrize("model", [Statement, Amendment])
def test_it_is_neither_deleted_nor_moved_nor_dated_otherwise(added, model):
    rows = model.objects.all()
    refused(lambda: rows._raw_delete("default"))
    refused(lambda: rows.update(at=NOW.replace(year=2020)))
    refused(lambda: rows.update(by=rows.get().response.parties.exclude(person=rows.get().by).get().person))


@pytest.mark.parametrize("model", [Statement, Amendment])
def test_the_table_is_not_emptied(added, model):
    def empty():
        with connection.cursor() as cursor:
            # What waits for the end of the transaction would refuse it before the trigger is asked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")

    refused(empty)
    assert model.objects.count() == 1


def test_other_words_under_the_same_key_are_refused(added):
    statement, amendment = added
    for row, column in ((statement, "sealed"), (amendment, "sealed_reason"), (amendment, "sealed_text")):
        other = {column: seal("Other words", place_of(row, column))}
        refused(lambda row=row, other=other: type(row).objects.filter(pk=row.pk).update(**other))


def test_another_key_may_seal_them_again(added, settings):
    settings.NOTE_KEYS = f"{NEW_KEY},{settings.NOTE_KEYS}"
    assert rotate_note_keys(now=NOW) > 0
    amendment = Amendment.objects.get()
    assert unseal(amendment.sealed_text, place_of(amendment, "sealed_text")) == "It was Monday"
