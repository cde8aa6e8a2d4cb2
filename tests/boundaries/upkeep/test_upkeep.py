"""What is kept is asked about in time, of whoever answers for it, goes up the ladder when it is late, and passes on."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from boundaries.models import Standard, Upkeep
from boundaries.safe_contact import commands as safe_contact
from boundaries.standards import commands as standards
from boundaries.upkeep.commands import keep_up
from boundaries.upkeep.obligations import KINDS
from tests.factories.people import PersonFactory
from tests.factories.safe_contact import in_use, route
from tests.factories.standards import in_force
from tests.factories.supervision import NOON
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode, Notice
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.people.charges import CHARGES

DAY = timedelta(days=1)
LOOK, RING, READ = (f"boundaries.{kind.kind.value}" for kind in KINDS)


@pytest.fixture
def ladders(house):
    """The shipped ladders, and a sweep that has begun with every kind."""
    load_shipped(now=NOON - DAY)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=NOON - DAY)
    house.lead = PersonFactory(full_name="Lee Novak", receives_supervision=False)
    house.team.service.lead = house.lead
    house.team.service.save()
    return house


def told(kind):
    rows = Notice.objects.filter(episode__obligation_kind=kind).order_by("created_at", "pk")
    return list(rows.values_list("recipient", "position"))


def waits(**of):
    return Upkeep.objects.waiting().get(**of)


def last_day(row):
    return (row.due_at - timedelta(seconds=1)).date()


def test_whoever_leads_the_team_is_asked_to_look_and_who_set_it_is_not(ladders):
    assert waits(protocol=in_use(ladders.team, ladders.worker)).asked == ladders.manager
    theirs = in_use(ladders.team, ladders.manager, case_reference="HB-7")
    assert waits(protocol=theirs).asked == ladders.lead


def test_where_whoever_leads_set_it_governance_is_asked_and_may_look(house):
    house.team.service.lead = house.manager
    house.team.service.save()
    protocol = in_use(house.team, house.manager)
    assert waits(protocol=protocol).asked == house.governance
    assert house.governance.has_perm("boundaries.look_at_protocol", protocol)
    assert not house.manager.has_perm("boundaries.look_at_protocol", protocol)


def test_a_look_in_time_tells_nobody_and_asks_by_its_end_whether_it_is_needed_on(ladders):
    protocol = in_use(ladders.team, ladders.worker)
    sweep(now=NOON + 2 * DAY)
    safe_contact.look_at_protocol(protocol=protocol, by=ladders.manager, now=NOON + 2 * DAY)
    sweep(now=NOON + 30 * DAY)
    assert (told(LOOK), last_day(waits(protocol=protocol))) == ([], protocol.ends_on)


def test_a_late_look_goes_up_the_ladder_once_and_ends_with_it(ladders):
    protocol = in_use(ladders.team, ladders.worker)
    late = waits(protocol=protocol).due_at
    for now in (late - 2 * DAY, late, late, late + 5 * DAY, late + 5 * DAY):
        sweep(now=now)
    assert [position for _, position in told(LOOK)] == [0, 1, 2]
    assert told(LOOK)[:2] == [(ladders.manager.pk, 0), (ladders.manager.pk, 1)]
    safe_contact.look_at_protocol(protocol=protocol, by=ladders.lead, now=late + 5 * DAY)
    assert set(Episode.objects.filter(obligation_kind=LOOK).values_list("state", flat=True)) == {"closed"}


@pytest.mark.parametrize("what", ["end", "anew"])
def test_what_is_over_by_itself_is_asked_about_until_somebody_says_so(ladders, what):
    protocol = in_use(ladders.team, ladders.worker)
    after = NOON + 60 * DAY
    sweep(now=after)
    assert Episode.objects.filter(obligation_kind=LOOK, closed_at=None).count() == 1
    if what == "end":
        safe_contact.end_protocol(protocol=protocol, by=ladders.worker, now=after)
    else:
        in_use(ladders.team, ladders.worker, now=after)
    assert not Upkeep.objects.waiting().filter(protocol=protocol).exists()
    assert not Episode.objects.filter(obligation_kind=LOOK, closed_at=None).exists()


def test_mail_about_it_names_neither_a_person_nor_the_case(ladders, mail_server, caplog):
    protocol = in_use(ladders.team, ladders.worker)
    late = waits(protocol=protocol).due_at
    sweep(now=late)
    send_waiting(clock=lambda: late)
    sent = " ".join(str(message) for message in mail_server.wait_for(1))
    assert waits(protocol=protocol).reference in sent
    named = ("HB-2041", "in_twos", "Two of us", "Sam Okoro", "Harbour outreach")
    assert [word for word in named if word in sent + caplog.text] == []


def test_a_route_is_asked_of_whoever_leads_its_service_or_added_it(ladders):
    assert waits(route=route(ladders.governance)).asked == ladders.governance
    assert waits(route=route(ladders.governance, service=ladders.team.service)).asked == ladders.lead


def test_a_call_in_time_is_asked_again_in_four_weeks_and_one_that_failed_tomorrow(ladders):
    found = route(ladders.governance)
    safe_contact.record_test_call(route=found, answered=True, by=ladders.governance, now=NOON)
    assert last_day(waits(route=found)) == (NOON + 28 * DAY).date()
    safe_contact.record_test_call(route=found, answered=False, by=ladders.governance, now=NOON)
    assert last_day(waits(route=found)) == (NOON + DAY).date()


def test_a_route_that_nobody_rings_goes_up_the_ladder_and_one_taken_away_does_not(ladders):
    found = route(ladders.governance, service=ladders.team.service)
    for days in (0, 1, 2, 3):
        sweep(now=NOON + days * DAY)
    assert [position for _, position in told(RING)] == [0, 1, 2]
    safe_contact.retire_route(route=found, by=ladders.governance, now=NOON + 3 * DAY)
    assert not Upkeep.objects.waiting().filter(route=found).exists()


def test_a_route_of_another_service_is_asked_of_whoever_leads_that(ladders):
    found = route(ladders.governance)
    route(ladders.governance, known=found, service=ladders.team.service)
    assert waits(route=found).asked == ladders.lead


def test_whoever_puts_a_standard_in_force_reads_it_again_by_its_day(ladders):
    day = (NOON + 40 * DAY).date()
    standard = in_force(ladders.governance, title="Gifts", review_on=day).standard
    assert (waits(standard=standard).asked, last_day(waits(standard=standard))) == (ladders.governance, day)
    sweep(now=NOON + 42 * DAY)
    standards.say_it_holds(standard=standard, by=ladders.governance, now=NOON + 42 * DAY)
    assert last_day(waits(standard=standard)) == (NOON + 407 * DAY).date()
    assert not Episode.objects.filter(obligation_kind=READ, closed_at=None).exists()


def test_an_upgrade_asks_for_what_is_asked_of_nobody_and_makes_nobody_late(house):
    in_use(house.team, house.worker)
    route(house.governance)
    standard = in_force(house.governance, review_on=NOON.date()).standard
    Upkeep.objects.all().delete()
    later = NOON + 35 * DAY
    assert (keep_up(now=later), keep_up(now=later)) == (3, 0)
    assert {last_day(row) for row in Upkeep.objects.all()} == {later.date()}
    assert Upkeep.objects.filter(standard=standard).exists()


def test_whoever_leads_the_team_now_is_asked_instead(house):
    protocol = in_use(house.team, house.worker)
    house.team.manager = PersonFactory(receives_supervision=False)
    house.team.save()
    assert keep_up(now=NOON) == 1
    assert waits(protocol=protocol).asked == house.team.manager


def test_the_job_asks_as_much_at_three_rows_as_at_one(house):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            keep_up(now=NOON)
        return len(captured)

    in_use(house.team, house.worker)
    first = queries()
    for number in range(3):
        in_use(house.team, house.worker, case_reference=f"HB-{number}")
        route(house.governance)
    assert queries() == first


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.value)
def test_a_claim_takes_its_own_kind_alone_in_one_statement(ladders, kind):
    for number in range(2):
        in_use(ladders.team, ladders.worker, case_reference=f"HB-{number}")
        route(ladders.governance)
        in_force(ladders.governance, title=f"Gifts {number}", review_on=NOON.date())
    now = NOON + 100 * DAY
    expected = sorted(kind.due(now))
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute(*kind.claim(now, 1000))
        assert sorted(cursor.fetchall()) == expected
    assert (len(asked), len(expected)) == (1, 2)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.value)
def test_a_page_opens_to_who_may_see_it(ladders, kind):
    in_use(ladders.team, ladders.worker)
    route(ladders.governance)
    in_force(ladders.governance, review_on=NOON.date())
    row = Upkeep.objects.get(kind=kind.kind)
    assert kind.open_to(row.asked, [row.pk], on=NOON.date()) == {row.pk}
    assert ladders.client(row.asked).get(kind.page(row.pk)).status_code == 200
    if kind.key != "standard__code":
        assert kind.open_to(ladders.stranger, [row.pk], on=NOON.date()) == set()


def hand_over(key, person, to, *, leaves=True):
    return CHARGES[key].hand_over(person=person, successor=to, leaves=leaves, by=to, now=NOON)


def test_routes_and_standards_pass_to_somebody_who_may_keep_them(ladders):
    standard = in_force(ladders.governance, review_on=NOON.date()).standard
    found = route(ladders.governance)
    for key in ("boundaries.routes", "boundaries.standards"):
        charge = CHARGES[key]
        assert len(charge.held(ladders.governance, now=NOON)) == 1
        assert charge.why_not(ladders.governance, ladders.worker, now=NOON)
        assert charge.why_not(ladders.governance, ladders.administrator, now=NOON) == ""
        assert hand_over(key, ladders.governance, ladders.administrator) == 1
    assert {row.asked for row in Upkeep.objects.waiting()} == {ladders.administrator}
    found.refresh_from_db()
    assert (found.owner, Standard.objects.get(pk=standard.pk).owner) == (ladders.administrator, ladders.administrator)


def test_a_look_goes_with_the_team(ladders):
    protocol = in_use(ladders.team, ladders.worker)
    before = waits(protocol=protocol)
    ladders.team.manager = ladders.peer
    ladders.team.save()
    assert hand_over("boundaries.safe_contact", ladders.manager, ladders.peer) == 1
    after = waits(protocol=protocol)
    assert (after.asked, after.due_at, after.reference) == (ladders.peer, before.due_at, before.reference)


def test_a_look_of_whoever_leaves_without_a_team_goes_to_who_leads_it(ladders):
    protocol = in_use(ladders.team, ladders.worker)
    assert hand_over("boundaries.safe_contact", ladders.manager, ladders.lead) == 1
    assert waits(protocol=protocol).asked == ladders.lead


def test_my_data_says_what_somebody_saw_to_and_names_no_case(ladders):
    protocol = in_use(ladders.team, ladders.worker)
    safe_contact.look_at_protocol(protocol=protocol, by=ladders.manager, now=NOON)
    safe_contact.record_test_call(route=route(ladders.governance), answered=True, by=ladders.manager, now=NOON)
    page = ladders.client("manager").get("/my/data/").text
    said = (waits(protocol=protocol).reference, "Looked at", "On-call manager", "HB-2041")
    assert [words in page for words in said] == [True, True, True, False]


def breaks(sentence, change):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        change()


def test_the_database_refuses_what_no_command_does(house):
    protocol, call = in_use(house.team, house.worker), route(house.governance)
    standard = in_force(house.governance, review_on=NOON.date()).standard
    rows = {name: Upkeep.objects.filter(**{name: thing}) for name, thing in (("protocol", protocol), ("route", call), ("standard", standard))}  # fmt: skip
    breaks("what_is_seen_to_is_of_its_kind", lambda: rows["protocol"].update(protocol=None))
    breaks("what_is_seen_to_is_of_its_kind", lambda: rows["protocol"].update(route=call))
    breaks("what_was_seen_to_says_when_and_is_swept_no_more", lambda: rows["route"].update(state="met"))
    over = {"state": "met", "met_at": NOON, "next_check": NOON}
    breaks("what_was_seen_to_says_when_and_is_swept_no_more", lambda: rows["route"].update(**over))
    for name, sentence in (
        ("protocol", "a_protocol_waits_for_one_look"),
        ("route", "a_route_waits_for_one_call"),
        ("standard", "a_standard_waits_for_one_reading"),
    ):
        again = rows[name].get()
        again.pk = None
        again._state.adding = True
        again.id = uuid.uuid4()
        breaks(sentence, again.save)
