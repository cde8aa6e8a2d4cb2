"""What a complaint goes through: on record, acknowledged, answered, closed or withdrawn, and handed on."""

import uuid
from datetime import date

import pytest

from governance.complaints import commands
from governance.complaints.enums import AboutHead, Finding, NoChange
from governance.complaints.exceptions import (
    AnswerIncomplete,
    CannotHandleIt,
    HandlerIsComplainedAbout,
    NobodyToHandleIt,
    NobodyWorksThere,
    NoClockLikeThis,
    NotInThisState,
    NotOnThatDay,
    NotTheHandler,
    ReceivedAtAnotherTime,
    SaysNothingOfChange,
    ThemeNotInUse,
)
from governance.models import Complaint, ComplaintAbout, ComplaintPolicy
from tests.factories.complaints import DAY, acknowledged, answered, facts, received, write_answer
from tests.factories.people import LeaveFactory, PersonFactory
from tests.factories.supervision import NOON
from workforce_assurance.action_log.commands import Agreed, cancel_action, open_action
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.models import RoleGrant


def handler(complaint):
    return complaint.handlings.current().get().handler


def test_a_complaint_goes_to_whoever_manages_the_team(house, team):
    assert handler(received(team, house.worker)) == house.manager


@pytest.mark.parametrize(("about", "goes_to"), [("manager", "lead"), ("lead", "manager"), ("both", "governance")])
def test_a_complaint_goes_to_nobody_whom_it_is_about(house, team, about, goes_to):
    complaint = received(team, house.worker, about_head=AboutHead(about))
    assert handler(complaint) == getattr(house, goes_to)


def test_a_complaint_goes_to_whoever_leads_the_service_while_the_manager_is_away(house, team):
    LeaveFactory(person=house.manager, starts_on=NOON.date(), ends_on=NOON.date())
    assert handler(received(team, house.worker)) == house.lead


def test_a_complaint_that_nobody_can_handle_is_not_put_on_record(house, team):
    RoleGrant.objects.all().delete()
    with pytest.raises(NobodyToHandleIt):
        received(team, house.worker, about_head=AboutHead.BOTH)
    assert not Complaint.objects.exists()


def test_its_days_are_working_days_of_the_policy_from_the_day_on_which_it_came(house, team):
    complaint = received(team, house.worker, received_on=date(2027, 2, 26))
    assert (complaint.acknowledge_due_on, complaint.answer_due_on) == (date(2027, 3, 3), date(2027, 3, 26))


def test_another_policy_moves_no_day_of_what_is_on_record(house, team):
    complaint = received(team, house.worker)
    commands.set_policy(days=commands.Days(1, 5, NOON.date()), by=house.administrator, now=NOON)
    commands.change_facts(complaint=complaint, facts=facts(team, theme="support"), by=house.manager, now=NOON)
    complaint.refresh_from_db()
    assert (complaint.theme, complaint.answer_due_on) == ("support", date(2027, 3, 29))


def test_an_answer_takes_no_fewer_days_than_saying_that_it_came(house):
    with pytest.raises(NoClockLikeThis):
        commands.set_policy(days=commands.Days(5, 4, NOON.date()), by=house.administrator, now=NOON)
    assert not ComplaintPolicy.objects.exists()


def test_the_same_form_sent_twice_makes_one_complaint(house, team):
    once = uuid.uuid4()
    assert received(team, house.worker, once=once) == received(team, house.worker, once=once)


@pytest.mark.parametrize("days", [1, -400])
def test_a_complaint_came_within_the_last_year(house, team, days):
    with pytest.raises(ReceivedAtAnotherTime):
        received(team, house.worker, received_on=(NOON + days * DAY).date())


def test_a_theme_is_one_of_the_list_in_use(house, team):
    with pytest.raises(ThemeNotInUse):
        received(team, house.worker, theme="somebody")


def test_a_theme_that_is_gone_from_the_list_may_stay(house, team):
    complaint = received(team, house.worker)
    Complaint.objects.filter(pk=complaint.pk).update(theme="gone")
    commands.change_facts(complaint=complaint, facts=facts(team, theme="gone"), by=house.manager, now=NOON)


def test_acknowledging_notes_the_day_and_ends_its_clock(house, team):
    complaint = acknowledged(received(team, house.worker))
    waits = list(complaint.clocks.waiting().values_list("kind", flat=True))
    assert (complaint.state, complaint.acknowledged_on, waits) == ("acknowledged", NOON.date(), ["answer"])


@pytest.mark.parametrize("days", [-1, 1])
def test_it_is_acknowledged_between_the_day_on_which_it_came_and_today(house, team, days):
    complaint, day = received(team, house.worker), (NOON + days * DAY).date()
    with pytest.raises(NotOnThatDay):
        commands.acknowledge_complaint(complaint=complaint, day=day, by=house.manager, now=NOON)


def test_an_answer_says_what_was_found_and_ends_both_clocks(house, team):
    complaint = answered(received(team, house.worker))
    assert (complaint.state, complaint.found, complaint.acknowledged_on) == ("answered", "upheld", NOON.date())
    assert not complaint.clocks.waiting().exists()


def test_an_answer_needs_everything_that_is_needed_of_it(house, team):
    complaint = received(team, house.worker)
    write_answer(complaint, but=("answer",))
    with pytest.raises(AnswerIncomplete, match="The answer"):
        commands.answer_complaint(
            complaint=complaint, found=Finding.UPHELD, day=NOON.date(), by=house.manager, now=NOON
        )


def test_nobody_but_its_handler_answers_it(house, team):
    complaint = received(team, house.worker)
    write_answer(complaint)
    with pytest.raises(NotTheHandler):
        commands.answer_complaint(complaint=complaint, found=Finding.UPHELD, day=NOON.date(), by=house.lead, now=NOON)


def test_what_is_withdrawn_waits_for_nothing(house, team):
    complaint = commands.withdraw_complaint(complaint=received(team, house.worker), by=house.manager, now=NOON)
    assert (complaint.state, complaint.clocks.waiting().count()) == ("withdrawn", 0)


def test_what_is_answered_is_not_withdrawn(house, team):
    with pytest.raises(NotInThisState):
        commands.withdraw_complaint(complaint=answered(received(team, house.worker)), by=house.manager, now=NOON)


def close(complaint, by, no_change=None):
    return commands.close_complaint(complaint=complaint, no_change=no_change, by=by, now=NOON)


def test_a_complaint_is_closed_with_an_action_or_a_reason_why_there_is_none(house, team):
    complaint = answered(received(team, house.worker))
    with pytest.raises(SaysNothingOfChange):
        close(complaint, house.manager)
    assert close(complaint, house.manager, NoChange.PUT_RIGHT).no_change == "put_right"


def test_what_was_upheld_is_not_closed_as_if_nothing_was_found(house, team):
    with pytest.raises(SaysNothingOfChange, match="upheld"):
        close(answered(received(team, house.worker)), house.manager, NoChange.NOTHING)


def test_what_was_not_upheld_may_be_closed_with_nothing_found(house, team):
    complaint = answered(received(team, house.worker), found=Finding.NOT_UPHELD)
    assert close(complaint, house.manager, NoChange.NOTHING).state == "closed"


def act(complaint, owner, by):
    agreed = Agreed(
        "Say at the door how long it takes", "corrective", "system", owner=owner, due_on=(NOON + 30 * DAY).date(),
        source_kind="governance.complaint", source_id=complaint.pk,
    )  # fmt: skip
    return open_action(agreed=agreed, by=by, now=NOON)


def test_an_action_from_it_is_what_it_is_closed_with(house, team):
    complaint = answered(received(team, house.worker))
    action = act(complaint, house.worker, house.manager)
    closed = close(complaint, house.manager, NoChange.PUT_RIGHT)
    assert (action.team, closed.no_change) == (team, "")


def test_a_cancelled_action_is_none(house, team):
    complaint = answered(received(team, house.worker))
    cancel_action(action=act(complaint, house.worker, house.manager), reason="not_needed", by=house.manager, now=NOON)
    with pytest.raises(SaysNothingOfChange):
        close(complaint, house.manager)


def test_whoever_it_is_handed_on_to_answers_by_the_same_days(house, team):
    complaint = received(team, house.worker)
    due = sorted(complaint.clocks.waiting().values_list("kind", "due_at"))
    commands.pass_complaint(complaint=complaint, to=house.lead, by=house.manager, now=NOON + DAY)
    assert handler(complaint) == house.lead
    assert sorted(complaint.clocks.waiting().values_list("kind", "due_at")) == due
    assert set(complaint.clocks.waiting().values_list("asked", flat=True)) == {house.lead.pk}


def test_it_is_handed_on_to_nobody_whom_it_is_about(house, team):
    complaint = received(team, house.worker, about_head=AboutHead.LEAD)
    with pytest.raises(CannotHandleIt):
        commands.pass_complaint(complaint=complaint, to=house.lead, by=house.manager, now=NOON)


def test_it_is_handed_on_to_nobody_who_answers_for_nothing_there(house, team):
    with pytest.raises(CannotHandleIt):
        commands.pass_complaint(complaint=received(team, house.worker), to=house.peer, by=house.manager, now=NOON)


def test_what_is_over_is_handed_on_to_nobody(house, team):
    complaint = commands.withdraw_complaint(complaint=received(team, house.worker), by=house.manager, now=NOON)
    with pytest.raises(NotInThisState):
        commands.pass_complaint(complaint=complaint, to=house.lead, by=house.manager, now=NOON)


def name(complaint, *people, by):
    return commands.name_people(complaint=complaint, ids=[one.pk for one in people], by=by, now=NOON)


def test_whoever_handles_it_is_not_named_as_one_whom_it_is_about(house, team):
    with pytest.raises(HandlerIsComplainedAbout):
        name(received(team, house.worker), house.manager, by=house.manager)


def test_only_people_of_the_team_and_those_who_answer_for_it_are_named(house, team):
    with pytest.raises(NobodyWorksThere):
        name(received(team, house.worker), house.stranger, by=house.manager)


def test_whoever_was_told_stays_named(house, team):
    complaint = name(received(team, house.worker), house.worker, house.peer, by=house.manager)
    commands.note_told(about=complaint.about.get(person=house.worker), by=house.manager, now=NOON)
    name(complaint, by=house.manager)
    assert list(ComplaintAbout.objects.values_list("person", flat=True)) == [house.worker.pk]


def test_nobody_whom_it_is_about_is_told_that_it_is_late(house, team):
    house.manager.manager = house.lead
    house.manager.save()
    complaint = received(team, house.worker)
    assert set(complaint.clocks.waiting().values_list("responsible", flat=True)) == {house.lead.pk}
    name(complaint, house.lead, by=house.manager)
    assert set(complaint.clocks.waiting().values_list("responsible", flat=True)) == {house.governance.pk}


def test_the_trail_says_what_happened_in_keys_codes_and_dates(house, team):
    complaint = answered(acknowledged(received(team, house.worker, case_reference="HB-77018")), word="quinquereme")
    rows = TrailEntry.objects.filter(subject_type="governance.complaint", subject_id=str(complaint.pk))
    assert list(rows.order_by("pk").values_list("action", flat=True)) == [
        "complaint recorded",
        "complaint acknowledged",
        "complaint answered",
    ]
    said = " ".join(str(row.facts) for row in rows)
    assert ("HB-77018" in said, "quinquereme" in said) == (False, False)


def test_a_successor_takes_over_what_somebody_handles(house, team):
    from governance.complaints.charges import handled, pass_on, why_not

    complaint = received(team, house.worker)
    stranger = PersonFactory()
    assert [one.text for one in handled(house.manager, now=NOON)] == [f"Complaint {complaint.reference}"]
    assert why_not(house.manager, stranger, now=NOON).endswith("Choose somebody else.")
    assert why_not(house.manager, house.lead, now=NOON) == ""
    pass_on(person=house.manager, successor=house.lead, leaves=True, by=house.administrator, now=NOON)
    assert handler(complaint) == house.lead
