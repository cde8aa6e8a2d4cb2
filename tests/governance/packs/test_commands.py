"""Asking for packs, cancelling and making them."""

import uuid
from datetime import timedelta

import pytest

from governance.measures.registry import MEASURES
from governance.models import EvidencePack, NamedStandard, PackContent, StandardClause
from governance.packs import commands
from governance.packs.crosswalk import QUERIES, described, ship_standards
from governance.packs.exceptions import PackHasEnded, TooManyPacksWait
from governance.tasks import make_packs
from tests.factories.packs import asked, made, wanted
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db


def trail():
    return list(
        TrailEntry.objects.filter(subject_type="governance.evidencepack")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_a_pack_is_made_once_and_every_step_is_in_the_trail(place):
    pack = made(place.governance, now=SUMMER, naming="names", names_because="legal")
    assert (pack.state, pack.done, len(pack.seal), pack.lease) == ("ready", pack.steps, 64, None)
    assert commands.make_waiting(clock=lambda: SUMMER) == 0
    assert trail() == ["pack.asked_for", "pack.made"]
    assert TrailEntry.objects.get(action="pack.asked_for").facts["names_because"] == "legal"


def test_the_same_form_sent_twice_asks_for_one(place):
    once = uuid.uuid4()
    packs = {commands.ask_for_pack(wanted=wanted(), once=once, by=place.governance, now=SUMMER).pk for _ in range(2)}
    assert len(packs) == 1
    assert trail() == ["pack.asked_for"]


def test_nobody_waits_for_more_than_three(place):
    for _ in range(3):
        asked(place.governance, now=SUMMER)
    with pytest.raises(TooManyPacksWait):
        asked(place.governance, now=SUMMER)


def test_a_cancelled_pack_is_not_made(place):
    pack = asked(place.governance, now=SUMMER)
    commands.cancel_pack(pack=pack, by=place.governance, now=SUMMER)
    make_packs()
    pack.refresh_from_db()
    assert (pack.state, PackContent.objects.count()) == ("cancelled", 0)
    assert trail() == ["pack.asked_for", "pack.cancelled"]
    with pytest.raises(PackHasEnded):
        commands.cancel_pack(pack=pack, by=place.governance, now=SUMMER)


def test_a_pack_that_is_cancelled_while_it_is_made_stops_at_the_next_step(place, monkeypatch):
    pack = asked(place.governance, now=SUMMER)

    def clock():
        # Read once it is claimed: somebody else cancels it then.
        if EvidencePack.objects.filter(pk=pack.pk, state="making").exists():
            commands.cancel_pack(pack=pack, by=place.governance, now=SUMMER)
        return SUMMER

    commands.make_waiting(clock=clock)
    pack.refresh_from_db()
    assert (pack.state, pack.seal, pack.done) == ("cancelled", "", 0)


def test_a_maker_that_did_not_come_back_is_followed_by_another_and_the_third_time_it_is_set_aside(place):
    pack = asked(place.governance, now=SUMMER)
    gone = {"state": "making", "lease": uuid.uuid4(), "leased_until": SUMMER - timedelta(seconds=1)}
    EvidencePack.objects.filter(pk=pack.pk).update(attempts=2, **gone)
    commands.make_waiting(clock=lambda: SUMMER)
    pack.refresh_from_db()
    assert (pack.state, pack.why) == ("not_made", "too_large")


def test_whoever_leads_governance_no_more_gets_none(place):
    pack = asked(place.governance, now=SUMMER)
    place.governance.role_grants.all().delete()
    commands.make_waiting(clock=lambda: SUMMER)
    pack.refresh_from_db()
    assert (pack.state, pack.why) == ("not_made", "not_theirs")


def test_shipped_standards_are_loaded_once_and_stay_as_they_were_changed():
    ship_standards(now=SUMMER)
    NamedStandard.objects.filter(code="lga-supervision").update(name="Ours")
    StandardClause.objects.filter(number="S1").delete()
    ship_standards(now=SUMMER)
    assert NamedStandard.objects.get(code="lga-supervision").name == "Ours"
    assert not StandardClause.objects.filter(number="S1").exists()


def test_every_shipped_clause_names_what_can_answer():
    known = {*MEASURES, *QUERIES}
    strange = [
        (one["code"], clause["number"])
        for one in described()
        for clause in one["clauses"]
        if not set(clause["evidence"]) <= known or not (clause["evidence"] or clause["gap"])
    ]
    assert strange == []
