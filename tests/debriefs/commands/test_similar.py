"""Similar accounts are suggested from what was written, of which nothing stays; linked incidents are somebody's word."""

import logging
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from debriefs.commands import decide_similar, link_incidents, open_account, suggest_similar, unlink_incidents
from debriefs.exceptions import LinkedAlready
from debriefs.models import ComparedAccount, LinkedIncidents, SimilarAccounts
from tests.debriefs.test_similar import OTHERS, TOLD_TWICE
from tests.factories.debriefs import NOON, log
from tests.factories.people import ServiceFactory, TeamFactory
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value

MINUTE = timedelta(minutes=1)
ONE, OTHER = TOLD_TWICE["chair"]


def told(catalogue, words, *, team=None, now=NOON):
    """An incident whose account the worker wrote."""
    incident = log(catalogue.worker, team or catalogue.team, now=now)
    write(catalogue, incident, words, now=now)
    return incident


def write(catalogue, incident, words, *, now=NOON, revision=0, seen=""):
    response = open_account(incident=incident, by=catalogue.worker, now=now)
    section = asked_by(response.version_id).sections[0]
    values = {section.answered[0].key: Value(words=words)}
    records.save_section(
        response=response, section=section, values=values, revision=revision, seen=seen, by=catalogue.worker, now=now
    )


def suggested():
    return {frozenset((pair.first, pair.second)) for pair in SimilarAccounts.objects.suggested()}


def test_two_accounts_of_one_event_are_suggested_and_the_trail_counts(catalogue):
    one, other = told(catalogue, ONE), told(catalogue, OTHER)
    told(catalogue, OTHERS["fridge"])
    assert suggest_similar(now=NOON) == 1
    assert suggested() == {frozenset((one, other))}
    last = TrailEntry.objects.order_by("pk").last()
    assert (last.action, last.actor, last.facts) == (
        "accounts compared", None, {"changed": 3, "with": 3, "suggested": 1},
    )  # fmt: skip


def test_a_second_run_compares_nothing_again(catalogue):
    told(catalogue, ONE), told(catalogue, OTHER)
    suggest_similar(now=NOON)
    before = TrailEntry.objects.count()
    assert suggest_similar(now=NOON + MINUTE) == 0
    assert (TrailEntry.objects.count(), len(suggested())) == (before, 1)


def test_beside_another_run_it_leaves_the_work_to_that(catalogue):
    told(catalogue, ONE), told(catalogue, OTHER)
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(2110004, 0)")
        assert (suggest_similar(now=NOON), ComparedAccount.objects.count()) == (0, 0)
    finally:
        beside.close()


def test_a_later_account_is_compared_with_earlier_ones(catalogue):
    one = told(catalogue, ONE)
    suggest_similar(now=NOON)
    other = told(catalogue, OTHER, now=NOON + MINUTE)
    suggest_similar(now=NOON + MINUTE)
    assert suggested() == {frozenset((one, other))}


def test_other_services_and_other_years_are_not_compared(catalogue):
    told(catalogue, ONE)
    told(catalogue, ONE, team=TeamFactory(service=ServiceFactory(), manager=catalogue.manager))
    told(catalogue, ONE, now=NOON + timedelta(days=800))
    assert suggest_similar(now=NOON + timedelta(days=800)) == 0


def test_what_a_person_dismissed_is_not_suggested_again(catalogue):
    told(catalogue, ONE), told(catalogue, OTHER)
    suggest_similar(now=NOON)
    pair = SimilarAccounts.objects.get()
    decide_similar(pair=pair, similar=False, by=catalogue.manager, now=NOON)
    ComparedAccount.objects.all().delete()
    assert (suggest_similar(now=NOON), suggested()) == (0, set())
    decided = TrailEntry.objects.filter(action="similar account decided").order_by("pk")
    assert [(entry.subject_id, entry.facts["similar"]) for entry in decided] == [
        (str(pair.first_id), False),
        (str(pair.second_id), False),
    ]


def test_only_what_a_person_confirmed_counts(catalogue):
    told(catalogue, ONE), told(catalogue, OTHER)
    suggest_similar(now=NOON)
    pair = SimilarAccounts.objects.get()
    assert not SimilarAccounts.objects.confirmed().exists()
    for _ in range(2):
        decide_similar(pair=pair, similar=True, by=catalogue.manager, now=NOON)
    assert list(SimilarAccounts.objects.confirmed()) == [pair]
    assert TrailEntry.objects.filter(action="similar account decided").count() == 2


def test_a_suggestion_goes_when_the_account_says_something_else(catalogue):
    told(catalogue, ONE)
    other = told(catalogue, OTHER)
    suggest_similar(now=NOON)
    ComparedAccount.objects.filter(incident=other).update(answered_at=NOON - MINUTE)
    SimilarAccounts.objects.all().update(score=0.5)
    suggest_similar(now=NOON + MINUTE)
    assert [pair.score != 0.5 for pair in SimilarAccounts.objects.all()] == [True]


def test_the_words_of_an_account_stand_nowhere_afterwards(catalogue, caplog):
    caplog.set_level(logging.DEBUG)
    for words in (ONE, OTHER):
        told(catalogue, f"{words} The quinquereme lay at the quay.")
    assert suggest_similar(now=NOON) == 1
    assert (tables_holding("quinquereme"), "quinquereme" in caplog.text) == (set(), False)


def test_linking_holds_from_either_side_and_is_said_once(catalogue):
    one, other = log(catalogue.worker, catalogue.team), log(catalogue.worker, catalogue.team)
    pair = link_incidents(incident=one, other=other, kind="same", by=catalogue.manager, now=NOON)
    assert list(LinkedIncidents.objects.of(one)) == list(LinkedIncidents.objects.of(other)) == [pair]
    for first, second in ((other, one), (one, one)):
        with pytest.raises(LinkedAlready):
            link_incidents(incident=first, other=second, kind="led", by=catalogue.manager, now=NOON)
    unlink_incidents(pair=pair, by=catalogue.manager, now=NOON)
    entries = TrailEntry.objects.filter(action__startswith="incidents ").order_by("pk")
    assert [(entry.action, entry.facts["kind"]) for entry in entries] == [
        *[("incidents linked", "same")] * 2,
        *[("incidents unlinked", "same")] * 2,
    ]


@pytest.mark.parametrize(
    ("model", "more", "constraint"),
    [
        (LinkedIncidents, {"kind": "same", "linked_at": NOON}, "no_incident_is_linked_to_itself"),
        (SimilarAccounts, {"score": 0.5, "found_at": NOON}, "no_account_resembles_itself"),
    ],
)
def test_no_pair_is_of_one_incident(catalogue, model, more, constraint):
    one = log(catalogue.worker, catalogue.team)
    by = {"linked_by": catalogue.manager} if model is LinkedIncidents else {}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(first=one, second=one, **more, **by)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"score": 0}, "a_resemblance_runs_from_0_to_1"),
        ({"score": 1.5}, "a_resemblance_runs_from_0_to_1"),
        ({"state": "similar"}, "a_decided_resemblance_says_when_and_by_whom"),
        ({"decided_at": NOON}, "a_decided_resemblance_says_when_and_by_whom"),
    ],
)
def test_a_resemblance_that_contradicts_itself_is_refused(catalogue, wrong, constraint):
    first, second = sorted((log(catalogue.worker, catalogue.team) for _ in range(2)), key=lambda one: one.pk)
    with pytest.raises(IntegrityError, match=constraint):
        SimilarAccounts.objects.create(first=first, second=second, **{"score": 0.5, "found_at": NOON, **wrong})


def test_two_incidents_make_one_pair(catalogue):
    first, second = sorted((log(catalogue.worker, catalogue.team) for _ in range(2)), key=lambda one: one.pk)
    given = {"first": first, "second": second}
    SimilarAccounts.objects.create(**given, score=0.5, found_at=NOON)
    with pytest.raises(IntegrityError, match="two_accounts_are_compared_once"), transaction.atomic():
        SimilarAccounts.objects.create(**given, score=0.6, found_at=NOON)
    said = {"kind": "same", "linked_at": NOON, "linked_by": catalogue.manager}
    LinkedIncidents.objects.create(**given, **said)
    with pytest.raises(IntegrityError, match="two_incidents_are_linked_once"):
        LinkedIncidents.objects.create(**given, **said)
