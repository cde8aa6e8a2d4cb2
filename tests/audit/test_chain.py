"""The chain holds every entry in the order of commits, and whatever is done to it afterwards shows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError

from tests.factories.audit import TrailEntryFactory
from workforce_assurance.audit.chain import Head, verify
from workforce_assurance.audit.models import TrailEntry, TrailLink

pytestmark = pytest.mark.django_db(transaction=True)


def _as_owner(*statements: str) -> None:
    """Do what only the tables' owner could, with every trigger off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)


def test_every_entry_is_linked_when_it_is_committed():
    with transaction.atomic():
        TrailEntryFactory.create_batch(3)
        assert TrailLink.objects.count() == 0

    verdict = verify()

    assert (verdict.links, verdict.problem) == (3, "")


def test_an_empty_trail_is_whole():
    assert (verify().links, verify().head, verify().problem) == (0, None, "")


def test_what_was_rolled_back_leaves_no_break():
    TrailEntryFactory()
    with transaction.atomic():
        TrailEntryFactory()
        transaction.set_rollback(True)
    TrailEntryFactory()

    assert (verify().links, verify().problem) == (2, "")


def test_parallel_commits_make_one_chain():
    def write(_: int) -> None:
        with transaction.atomic():
            TrailEntryFactory.create_batch(3)
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(24)))

    assert (verify().links, verify().problem) == (72, "")
    assert TrailLink.objects.values("previous_hash").distinct().count() == 72


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_trailentry SET action = 'x'",
        "DELETE FROM audit_trailentry",
        "TRUNCATE audit_trailentry CASCADE",
        "UPDATE audit_traillink SET hash = 'x'",
        "DELETE FROM audit_traillink",
        "TRUNCATE audit_traillink CASCADE",
    ],
)
def test_the_triggers_refuse_even_the_owner(statement):
    TrailEntryFactory()

    with pytest.raises(DatabaseError, match=r"Cannot update or delete|never emptied"), transaction.atomic():
        connection.cursor().execute(statement)


def _tampered(*statements: str) -> str:
    TrailEntryFactory.create_batch(5)
    entries = list(TrailEntry.objects.values_list("pk", flat=True))
    links = list(TrailLink.objects.values_list("number", flat=True))
    _as_owner(*(statement.format(entry=entries[2], link=links[2], last=links[4]) for statement in statements))
    return verify().problem


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE audit_trailentry SET action = 'x' WHERE id = {entry}", "is not what link"),
        ("UPDATE audit_trailentry SET actor_id = NULL, facts = '{{\"a\": 1}}' WHERE id = {entry}", "is not what link"),
        ("UPDATE audit_trailentry SET at = at + interval '1 microsecond' WHERE id = {entry}", "is not what link"),
        ("DELETE FROM audit_trailentry WHERE id = {entry}", "is gone"),
        ("UPDATE audit_traillink SET hash = repeat('f', 64) WHERE number = {link}", "is not what link"),
        ("UPDATE audit_traillink SET previous_hash = repeat('f', 64) WHERE number = {link}", "does not follow"),
        ("DELETE FROM audit_traillink WHERE number = {link}", "does not follow"),
        ("DELETE FROM audit_traillink WHERE number = {last}", "in no link"),
    ],
)
def test_tampering_by_the_owner_is_found(change, sentence):
    assert sentence in _tampered(change)


def test_removing_an_entry_with_its_link_is_found():
    problem = _tampered(
        "DELETE FROM audit_traillink WHERE number = {link}", "DELETE FROM audit_trailentry WHERE id = {entry}"
    )

    assert "does not follow" in problem


def test_an_entry_written_past_the_triggers_is_found():
    _as_owner(
        "INSERT INTO audit_trailentry (at, kind, action, subject_type, subject_id, facts)"
        " VALUES (now(), 'write', 'x', 'x', 'x', '{}')"
    )

    assert "1 entries are in no link" in verify().problem


def test_cutting_off_the_end_is_found_by_a_head_that_was_noted():
    TrailEntryFactory.create_batch(2)
    head = verify().head
    _as_owner(
        f"DELETE FROM audit_traillink WHERE number = {head.number}",
        "DELETE FROM audit_trailentry WHERE id = (SELECT max(id) FROM audit_trailentry)",
    )

    assert verify().problem == ""
    assert "cut off" in verify(expected=head).problem


def test_a_head_that_is_still_there_is_accepted():
    TrailEntryFactory()
    head = verify().head
    TrailEntryFactory()

    assert verify(expected=head).problem == ""


def test_the_command_prints_the_head(capsys):
    TrailEntryFactory()

    call_command("trail_verify")

    said = capsys.readouterr().out
    assert "The trail is whole: 1 entries." in said
    assert str(verify().head) in said


def test_the_command_refuses_a_broken_trail():
    TrailEntryFactory()
    _as_owner("UPDATE audit_trailentry SET action = 'x'")

    with pytest.raises(CommandError, match="The trail is broken"):
        call_command("trail_verify")


def test_the_command_takes_a_head():
    TrailEntryFactory()

    call_command("trail_verify", "--expect", str(verify().head))
    with pytest.raises(CommandError, match="no longer holds"):
        call_command("trail_verify", "--expect", str(Head(1, "0" * 64)))
    with pytest.raises(CommandError, match="a head looks like"):
        call_command("trail_verify", "--expect", "nonsense")


def test_the_link_before_is_found_by_its_index_even_from_an_empty_chain():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'audit_link_entry'")
        said = cursor.fetchone()[0]

    assert {"enable_seqscan=off", "enable_bitmapscan=off", "enable_sort=off"} <= set(said)
    assert "search_path=public, pg_temp" in said
