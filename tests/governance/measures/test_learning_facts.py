"""The measures of decisions that ended, repeats, open actions, labels, competency, agreement and escalations, counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from boundaries.commands import decide_in_emergency, lift_decision
from boundaries.models import Decision, LabelScan
from debriefs.models import IncidentTheme
from governance.measures.commands import compute
from governance.measures.exceptions import NoDirectionYet
from governance.measures.judging import Aim, set_target
from governance.measures.registry import MEASURES
from governance.models import MeasureValue, ShownValue
from governance.spc_signals import Better
from tests.factories.action_log import done, open_one
from tests.factories.boundaries import draft, in_effect, write_rationale
from tests.factories.competency import ship_competency
from tests.factories.debriefs import log
from tests.factories.labels import draw as draw_labels
from tests.factories.labels import hits, judged, ship_labels
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.reviews import draw, flag, give, ship_rubric
from tests.factories.supervision import NOON
from workforce_assurance.escalations.models import Episode, LadderVersion

from .conftest import SUMMER
from .test_facts import DAY, FEBRUARY, MARCH, TEAM, session
from .test_facts import decisions as decisions  # noqa: PLC0414 - the same catalogue

APRIL = date(2027, 4, 1)


def days_of(key, month, **where):
    where = where or {"service": None, "team": None}
    row = ShownValue.objects.get(measure=key, month=month, **where)
    return row.median, row.ninth


def test_days_from_due_to_held_have_a_median_and_a_ninth_decile(house, values_of):
    """Of 0 to 9 days half lie within 4.5, and nine in ten within 8.1: interpolated between the ranks."""
    for number in range(10):
        session(house, number + 1, held=number)
    values_of("supervision.late")
    assert days_of("supervision.late", FEBRUARY) == (4.5, pytest.approx(8.1))
    assert days_of("supervision.late", FEBRUARY, team=house.team) == (4.5, pytest.approx(8.1))


def test_days_of_few_sessions_are_not_shown(house, values_of):
    session(house, 1, held=0)
    session(house, 2, held=9)
    values_of("supervision.late")
    assert days_of("supervision.late", FEBRUARY) == (None, None)


def test_days_are_shown_anew_though_as_many_are_counted(house, values_of):
    held = [session(house, number, held=0) for number in range(1, 11)]
    values_of("supervision.late")
    for one in held:
        later = one.held_at + 3 * DAY
        type(one).objects.filter(pk=one.pk).update(held_at=later)
    compute(now=SUMMER + timedelta(hours=1), full=True)
    assert days_of("supervision.late", FEBRUARY) == (3, 3)


def test_days_are_not_shown_where_the_share_is_not(house, values_of):
    """That none of five was late is said of nobody, and neither is within how many days they were held."""
    for number in range(5):
        session(house, number + 1, held=number)
    values_of("supervision.late")
    assert days_of("supervision.late", FEBRUARY) == (None, None)


def test_an_action_is_open_at_the_end_of_every_month_until_it_is_closed_and_its_age_is_counted(house, values_of):
    owner = PersonFactory(team=house.team)
    for _ in range(5):
        open_one(owner=owner, by=house.supervisor)
    closed = open_one(owner=owner, by=house.supervisor)
    done(closed, now=NOON + 10 * DAY)
    assert values_of("actions.open")[TEAM, MARCH] == (5, None)
    assert values_of("actions.open")[TEAM, APRIL] == (5, None)
    # From noon of 1 March to midnight at the end of 31 March in London, which is an hour of summer time away.
    assert days_of("actions.open", MARCH) == (pytest.approx(30.46, abs=0.01),) * 2


def test_actions_are_counted_in_the_month_in_which_they_were_opened(house, values_of):
    owner = PersonFactory(team=house.team)
    open_one(owner=owner, by=house.supervisor)
    open_one(owner=owner, by=house.supervisor)
    assert values_of("actions.opened")[TEAM, MARCH] == (2, None)


def test_decisions_that_ended_are_counted_by_how_they_ended_in_the_month_in_which_they_did(decisions, values_of):
    made = [in_effect(decisions.worker, decisions.team, approver=decisions.manager) for _ in range(4)]
    lift_decision(decision=made[0], reason="risk_over", by=decisions.manager, now=NOON + DAY)
    for one, state in ((made[1], "lapsed"), (made[2], "overturned")):
        Decision.objects.filter(pk=one.pk).update(state=state, ended_at=NOON + 40 * DAY)
    assert values_of("decisions.lapsed") == {(TEAM, MARCH): (0, 1), (TEAM, APRIL): (1, 2)}
    assert values_of("decisions.overturned") == {(TEAM, MARCH): (0, 1), (TEAM, APRIL): (1, 2)}


def test_a_decision_that_never_passed_the_gate_has_no_full_rationale(decisions, values_of):
    in_effect(decisions.worker, decisions.team, approver=decisions.manager)
    urgent = draft(decisions.worker, decisions.team)
    write_rationale(urgent)
    decide_in_emergency(decision=urgent, by=decisions.worker, now=NOON)
    assert values_of("decisions.rationale") == {(TEAM, MARCH): (1, 2)}


def coded(house, *days, code="staffing", team=None):
    """Incidents with a theme, so many days after the first of January."""
    for day in days:
        at = datetime(2027, 1, 1, 12, tzinfo=UTC) + day * DAY
        incident = log(house.worker, team or house.team, happened_at=at, now=at + timedelta(hours=1))
        IncidentTheme.objects.create(incident=incident, code=code, came_with_a_factor=True)


def test_a_theme_repeats_in_the_month_of_its_third_incident_within_ninety_days(house, values_of):
    """1 January, 31 January and 1 April: ninety days from the first to the third, both ends included."""
    coded(house, 0, 30, 90)
    assert values_of("themes.repeat")[TEAM, APRIL] == (1, None)
    assert values_of("themes.repeat")[TEAM, MARCH] == (0, None)


def test_a_theme_whose_third_incident_comes_a_day_later_does_not_repeat(house, values_of):
    coded(house, 0, 30, 91)
    assert values_of("themes.repeat")[TEAM, APRIL] == (0, None)


def test_a_theme_that_repeats_twice_in_a_month_counts_once_and_two_themes_count_twice(house, values_of):
    coded(house, 32, 33, 34, 35)
    coded(house, 32, 33, 34, code="handover")
    coded(house, 32, 33, code="lone_working")
    assert values_of("themes.repeat")[TEAM, FEBRUARY] == (2, None)


def test_confirmed_wordings_are_counted_over_the_texts_that_could_be_opened(house, values_of):
    ship_labels()
    hits(6, team=house.team)
    judged(draw_labels(by=house.governance), 4, by=house.governance, of=6)
    LabelScan.objects.create(
        answer_id=house.team.pk, saved_at=NOON, read_at=NOON, month=MARCH, team=house.team, source="review", number=1,
        is_unreadable=True,
    )  # fmt: skip
    assert values_of("labels.rate") == {(TEAM, MARCH): (4, 6)}


def test_no_team_has_a_number_of_labels_of_its_own(house):
    ship_labels()
    hits(8, team=house.team)
    judged(draw_labels(by=house.governance), 8, by=house.governance, of=8)
    compute(now=SUMMER)
    rows = ShownValue.objects.filter(measure="labels.rate")
    assert {(row.team_id, row.numerator) for row in rows} == {(None, 8)}
    assert rows.count() == 2


def test_labels_have_no_direction_for_six_months(house):
    aim = Aim(None, Better.LOW, concern_first=True, why="The board asked for it")
    ask = {"measure": MEASURES["labels.rate"], "aim": aim, "by": house.governance, "now": SUMMER}
    MeasureValue.objects.create(
        measure="labels.rate",
        version=1,
        team=house.team,
        month=date(2027, 1, 1),
        numerator=1,
        denominator=9,
        computed_at=NOON,
    )
    with pytest.raises(NoDirectionYet):
        set_target(**ask)
    assert set_target(**ask | {"now": SUMMER + 31 * DAY}).better == "low"


def test_nobody_is_asked_for_a_skill_before_there_is_a_policy(house, values_of):
    ship_competency(datetime(2027, 1, 15, tzinfo=UTC))
    before = values_of("competency")
    asked = before[TEAM, FEBRUARY][1]
    assert asked > 0
    assert before[TEAM, FEBRUARY][0] == 0
    assert (TEAM, date(2026, 12, 1)) not in before


def test_two_views_agree_by_criterion_in_the_month_of_the_later_one(house, values_of):
    ship_rubric()
    first, second = (PersonFactory(receives_supervision=False) for _ in range(2))
    for number, head in enumerate((first, second)):
        TeamFactory(name=f"Elsewhere {number}", manager=head)
    flag(house.worker)
    review = draw(first, second, by=house.governance).reviews.get()
    give(review.ratings.get(part="first"), "3", choice="4")
    give(review.ratings.get(part="second"), "3", choice="2", now=NOON + 31 * DAY)
    assert values_of("reviews.agreement") == {(TEAM, APRIL): (6, 7)}


def episode(house, position, days, *, because="done", number=0):
    """One obligation about the worker that was first reminded of on 2 February and closed so many days later."""
    at = datetime(2027, 2, 2, 9, tzinfo=UTC)
    Episode.objects.create(
        obligation_kind="supervision.session", subject_id=house.team.pk, reference="S-1", about=house.worker,
        responsible=house.supervisor, due_at=at, runs_out_at=at + timedelta(minutes=number), counted_from=at + DAY,
        ladder=LadderVersion.objects.first(), position=position, state="closed", opened_at=at, closed_at=at + days * DAY,
        closed_because=because,
    )  # fmt: skip


def test_obligations_are_counted_by_the_rung_at_which_they_were_done(house, values_of):
    LadderVersion.objects.create(obligation_kind="supervision.session", number=99, state="draft")
    facts = [(0, 1, "done"), (0, 3, "done"), (1, 5, "done"), (2, 9, "done"), (3, 20, "missed"), (1, 4, "cancelled")]
    for number, (position, days, because) in enumerate(facts):
        episode(house, position, days, because=because, number=number)
    assert values_of("escalations.reminded") == {(TEAM, FEBRUARY): (2, 5)}
    assert values_of("escalations.first_rung") == {(TEAM, FEBRUARY): (3, 5)}
    assert values_of("escalations.second_rung") == {(TEAM, FEBRUARY): (4, 5)}
    assert days_of("escalations.reminded", FEBRUARY) == (2, pytest.approx(2.8))
    assert days_of("escalations.first_rung", FEBRUARY) == (5, 5)
