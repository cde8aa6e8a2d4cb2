"""What people write stands nowhere in the clear: not in any table, not in a log."""

from django.db import connection

from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.commands.test_signing import signed_by
from tests.structured_templates.commands.test_writing import draft, save
from tests.structured_templates.test_kept import with_carry
from tests.structured_templates.views.test_section import address, sent
from workforce_assurance.structured_templates.commands import amend, finish_response
from workforce_assurance.structured_templates.kinds import Value

SENTINEL = "quinquereme"


def tables_holding(word):
    """The tables in which the word stands, as text or as the bytes of it."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            rows = " ".join(row[0] for row in cursor.fetchall())
            if word in rows or word.encode().hex() in rows:
                found.add(table)
    return found


def test_a_word_of_a_record_is_in_no_table_and_no_log(client, response, caplog):
    author, subject = author_of(response), subject_of(response)
    client.force_login(author)
    page = client.get(address(response))
    client.post(address(response), sent(page, any="maybe", happened=SENTINEL))
    client.logout()
    client.post(address(response), with_carry(page, happened=SENTINEL))
    save(
        response,
        revision=1,
        any=Value(coded="yes", words=SENTINEL),
        happened=Value(words=SENTINEL),
        mine=Value(words=SENTINEL),
    )
    draft(response, typed={"q.happened": [SENTINEL]}, by=subject)
    finished = finish_response(response=response, by=author, now=NOW)
    signed_by(finished, subject, statement=SENTINEL)
    closed = signed_by(finished, author)
    amend(response=closed, reason=SENTINEL, text=SENTINEL, once="a", by=author, now=NOW)
    assert tables_holding(SENTINEL) == set()
    assert SENTINEL not in caplog.text
    assert "structured_templates_question" in tables_holding("What about happened?")
