"""Targets, limits and notes: who set them, when and why, and what a chart says afterwards."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse

from governance.measures.enums import NoteKind
from governance.measures.exceptions import BaselineHoldsASignal, NoSuchMonth, TooFewPoints
from governance.measures.judging import Aim, add_note, recalculate, set_target, take_back_note
from governance.measures.queries import charts_of, judged_of
from governance.measures.registry import MEASURES
from governance.measures.shown import ORGANISATION, Place
from governance.models import MeasureBaseline, MeasureNote, MeasureStanding, MeasureTarget, MeasureVisit
from governance.spc_signals import Assurance, Better, Variation
from workforce_assurance.audit.queries import history_of as trail_of

from .conftest import SUMMER, store
from .test_pages import FALLEN, HOME, ON_TIME, STEADY, of, page_of
from .test_pages import place as place  # noqa: PLC0414 - the same places

MEASURE = MEASURES["supervision.on_time"]
MONTHS_AGO_12 = date(2026, 5, 1)


def chart(where=ORGANISATION):
    (found,) = charts_of(where, [MEASURE], today=SUMMER.date())
    return found


def aim(target=90.0, better=Better.HIGH, why="The board's plan", **more):
    return Aim(target, better, more.get("concern_first", True), why)


def again(place, *, month=MONTHS_AGO_12, points=None, anyway=False, where=ORGANISATION):
    return recalculate(
        charted=chart(where), place=where, month=month, points=points, why="New rota", anyway=anyway,
        by=place.governance, now=SUMMER,
    )  # fmt: skip


def note(house, words="The lone working policy came into force", month=date(2027, 1, 1), **more):
    asked = {"measure": MEASURE, "place": ORGANISATION, "kind": NoteKind.POLICY, "by": house.governance, "now": SUMMER}
    return add_note(**asked | more, month=month, words=words)


def test_the_target_that_was_set_last_holds_and_the_others_stay(place):
    store("supervision.on_time", place.team, STEADY)
    set_target(measure=MEASURE, aim=aim(60.0), by=place.governance, now=SUMMER)
    assert chart().assurance is Assurance.PASSES
    set_target(measure=MEASURE, aim=aim(95.0), by=place.governance, now=SUMMER + timedelta(hours=1))
    assert chart().assurance is Assurance.FALLS_SHORT
    assert MeasureTarget.objects.count() == 2


def test_another_direction_turns_a_concern_into_an_improvement(place):
    store("supervision.on_time", place.team, FALLEN)
    assert chart().variation is Variation.CONCERN
    set_target(measure=MEASURE, aim=aim(better=Better.LOW), by=place.governance, now=SUMMER)
    assert chart().variation is Variation.IMPROVEMENT


def test_setting_a_target_stands_in_the_trail_without_its_words(place):
    row = set_target(measure=MEASURE, aim=aim(why="Sentinel"), by=place.governance, now=SUMMER)
    (entry,) = trail_of("governance.measuretarget", row.pk)
    assert "Sentinel" not in str(entry.facts)


def test_limits_that_are_worked_out_anew_follow_the_new_level(place):
    store("supervision.on_time", place.team, [(60, 100), (62, 100), (59, 100), (61, 100)] * 3 + STEADY[:12])
    month = chart().months[12]
    before = chart().chart.points[-1].limits.centre
    again(place, month=month)
    after = chart().chart
    assert before < 0.75 < after.points[-1].limits.centre
    assert after.points[0].limits.centre < 0.65


def test_locked_limits_stay_when_later_months_change(place):
    store("supervision.on_time", place.team, [*STEADY[:14], *[(95, 100), (96, 100)] * 5])
    again(place, month=chart().months[0], points=12)
    assert round(chart().chart.points[-1].limits.centre, 2) == 0.81
    assert chart().variation is Variation.IMPROVEMENT


def test_limits_of_one_place_change_no_other(place):
    store("supervision.on_time", place.team, STEADY)
    team = Place("team", place.team.pk)
    again(place, month=chart(team).months[2], where=team)
    assert chart(team).baseline.recalculated_at == (2,)
    assert chart().baseline.recalculated_at == ()


def test_months_with_a_signal_among_them_make_limits_only_when_that_is_wanted(place):
    store("supervision.on_time", place.team, [*STEADY[:15], (20, 100), *STEADY[16:]])
    with pytest.raises(BaselineHoldsASignal):
        again(place, month=chart().months[0])
    assert again(place, month=chart().months[0], anyway=True).held_a_signal


def test_fewer_than_twelve_months_make_no_limits(place):
    store("supervision.on_time", place.team, STEADY)
    with pytest.raises(TooFewPoints):
        again(place, month=chart().months[-11])


def test_a_month_that_is_not_on_the_chart_is_refused(place):
    store("supervision.on_time", place.team, STEADY)
    with pytest.raises(NoSuchMonth):
        again(place, month=date(2020, 1, 1))


def test_a_note_stands_beside_the_chart_of_its_place_and_of_those_below(place):
    store("supervision.on_time", place.team, STEADY)
    note(place)
    assert "The lone working policy" in page_of(place, "governance", ON_TIME)
    assert "The lone working policy" in page_of(place, "manager", ON_TIME)


def test_a_note_of_one_team_stands_beside_no_other(place):
    store("supervision.on_time", place.team, STEADY)
    store("supervision.on_time", place.beside, STEADY)
    note(place, place=Place("team", place.team.pk))
    assert "The lone working policy" not in page_of(place, "governance", ON_TIME, place=of(place.beside))


def test_a_note_that_is_taken_back_is_gone_from_the_page_and_kept(place):
    store("supervision.on_time", place.team, STEADY)
    row = note(place)
    take_back_note(note=row, by=place.governance, now=SUMMER)
    take_back_note(note=row, by=place.governance, now=SUMMER + timedelta(hours=1))
    assert "The lone working policy" not in page_of(place, "governance", ON_TIME)
    assert MeasureNote.objects.get().taken_back_at == SUMMER


def test_nobody_takes_back_the_note_of_another_but_who_leads_all_governance(place):
    row = note(place)
    address = reverse("governance:measure_note_back", args=[row.pk])
    assert place.client("manager").post(address).status_code == 404
    assert place.client("governance").post(address).status_code == 302


def test_a_signal_of_a_team_is_a_sentence_on_the_page_of_the_organisation(place):
    for _ in range(3):
        store("supervision.on_time", type(place.team).objects.create(name=f"T{_}", service=place.service), STEADY)
    store("supervision.on_time", place.team, FALLEN)
    set_target(measure=MEASURE, aim=aim(None), by=place.governance, now=SUMMER)
    signal = MeasureStanding.objects.signals().get(team=place.team)
    assert signal.look == "concern"
    page = page_of(place, "governance")
    assert f"Supervision on time in {place.team.name}" in page
    assert f"?place=team:{place.team.pk}" in page
    # A manager's own page is about their team already.
    assert place.team.name in page_of(place, "manager")


def test_a_signal_that_is_over_goes(place):
    store("supervision.on_time", place.team, FALLEN)
    set_target(measure=MEASURE, aim=aim(None), by=place.governance, now=SUMMER)
    assert MeasureStanding.objects.signals().exists()
    set_target(measure=MEASURE, aim=aim(None), by=place.governance, now=SUMMER + timedelta(days=70))
    assert not MeasureStanding.objects.signals().exists()


def form(place, name, who="governance", **said):
    address = reverse(f"governance:measure_{name}", args=["supervision.on_time"])
    return place.client(who).post(address, said, follow=True)


def test_the_forms_do_what_they_say(place):
    store("supervision.on_time", place.team, STEADY)
    form(place, "target", target="90", better="high", concern_first="on", why="The board's plan")
    form(place, "limits", month="2026-04-01", points="12", why="New rota")
    answer = form(place, "note", kind="policy", month="2027-01-01", words="New policy")
    assert answer.redirect_chain
    page = answer.content.decode()
    assert all(words in page for words in ("New rota", "The board&#x27;s plan", "New policy"))
    assert judged_of([MEASURE])["supervision.on_time"].target == 90


def test_a_percentage_above_100_is_no_target(place):
    page = form(place, "target", target="101", better="high", why="x").content.decode()
    assert "A percentage is 100 at most." in page
    assert not MeasureTarget.objects.exists()


def test_a_warning_stands_on_the_form_and_keeps_what_was_typed(place):
    store("supervision.on_time", place.team, [*STEADY[:15], (20, 100), *STEADY[16:]])
    page = form(place, "limits", month="2025-05-01", why="Because of the rota").content.decode()
    assert "Among these months there is a signal" in page
    assert "Because of the rota" in page
    assert not MeasureBaseline.objects.exists()


@pytest.mark.parametrize("name", ["target", "limits"])
def test_managers_judge_nothing(place, name):
    assert place.client("manager").get(reverse(f"governance:measure_{name}", args=["incidents"])).status_code == 404


def test_the_home_says_the_target(place):
    store("supervision.on_time", place.team, STEADY)
    set_target(measure=MEASURE, aim=aim(60.0), by=place.governance, now=SUMMER)
    page = page_of(place, "governance", HOME)
    assert "60 %" in page
    assert "Meets its target" in page


@pytest.mark.parametrize(
    ("name", "model", "wrong"),
    [
        ("a_target_is_not_negative", MeasureTarget, {"target": -1}),
        ("whoever_sets_a_target_says_why", MeasureTarget, {"why": ""}),
        ("limits_begin_with_a_month", MeasureBaseline, {"month": date(2027, 1, 2)}),
        ("limits_are_locked_on_12_to_24_points", MeasureBaseline, {"points": 11}),
        ("whoever_recalculates_says_why", MeasureBaseline, {"why": ""}),
        ("limits_are_of_one_place", MeasureBaseline, {"both": True}),
        ("a_note_is_of_one_place", MeasureNote, {"both": True}),
        ("a_note_belongs_to_a_month", MeasureNote, {"month": date(2027, 1, 2)}),
        ("a_note_says_something", MeasureNote, {"words": ""}),
        ("a_standing_is_of_one_place", MeasureStanding, {"both": True}),
        ("a_measure_stands_once_in_a_place", MeasureStanding, {}),
        ("a_signal_is_of_a_month", MeasureStanding, {"month": None}),
        ("a_signal_is_of_a_month", MeasureStanding, {"look": "common"}),
        ("a_visit_follows_the_one_before", MeasureVisit, {"before_at": SUMMER}),
    ],
)
def test_what_must_be_true_is_a_constraint(place, name, model, wrong):
    by = place.governance
    usual = {
        MeasureTarget: {"measure": "x", "better": "high", "why": "x", "set_at": SUMMER, "set_by": by},
        MeasureBaseline: {
            "measure": "x", "version": 1, "month": MONTHS_AGO_12, "why": "x", "held_a_signal": False, "made_at": SUMMER,
            "made_by": by,
        },
        MeasureNote: {
            "measure": "x", "month": MONTHS_AGO_12, "kind": "policy", "words": "x", "noted_at": SUMMER, "noted_by": by
        },
        MeasureStanding: {
            "measure": "x", "version": 1, "month": MONTHS_AGO_12, "look": "concern", "is_signal": True, "since": SUMMER,
            "words": "x",
        },
        MeasureVisit: {"person": by, "began_at": SUMMER},
    }[model]  # fmt: skip
    if wrong.get("both"):
        wrong = {"team": place.team, "service": place.service}
    if not wrong:
        model.objects.create(**usual)
    with pytest.raises(IntegrityError, match=name):
        model.objects.create(**usual | wrong)
