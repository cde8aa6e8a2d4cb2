"""The next version of the catalogue of decisions: copied, changed kind by kind, put in force; hard limits are never loosened."""

import pytest
from django.db import IntegrityError, transaction

from boundaries.catalogue.commands import (
    add_ground,
    add_kind,
    copy_catalogue,
    discard_draft,
    edit_ground,
    edit_kind,
    publish_draft,
    retire_ground,
    retire_kind,
)
from boundaries.catalogue.described import BOUNDS, by_code, description_of, differences, loosened
from boundaries.commands import draft_decision, hold_to_packs, renew_decision, send_to_gate
from boundaries.exceptions import BreaksARule, CatalogueIsOlder, CatalogueUnusable, NoCatalogueDraft
from boundaries.models import CatalogueVersion, DecisionKind, Ground, RulePack
from boundaries.packs import words_of
from boundaries.queries import retired_kinds
from boundaries.shipped import ship
from tests.factories.boundaries import DAY, at_the_gate, draft, in_effect, kind, wanted, write_rationale
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry


@pytest.fixture
def said(catalogue):
    """By whom and when; there is a draft."""
    told = {"by": catalogue.administrator, "now": NOON}
    copy_catalogue(**told)
    return told


def drafted():
    return CatalogueVersion.objects.drafts().get()


def in_force():
    return CatalogueVersion.objects.published().get()


def differing():
    return differences(description_of(in_force()), description_of(drafted()))


def test_a_draft_says_what_is_in_force_and_there_is_one(said):
    assert (drafted().number, differing()) == (2, [])
    assert copy_catalogue(**said) == drafted()


def test_what_differs_is_said_in_words(said):
    changes = {
        "label": "Written warning",
        "hint": "",
        "plain": "We warn you.",
        "gate_role": "manager",
        "longest_days": 90,
    }
    edit_kind(code="warning", changes=changes | {"is_high_risk": True, "may_be_emergency": True}, **said)
    retire_kind(code="police_call", **said)
    add_kind(label="Time out", like="exclusion", **said)
    (steps,) = RulePack.objects.get(version=in_force(), code="afterwards").rules
    assert differing() == [
        "“Time out” is a new kind of decision.",
        "“Police call” is retired: nobody asks for one any more.",
        "“Warning” is called “Written warning”.",
        "“Warning” has no hint any more.",
        "“Warning”: the letter says “We warn you.”",
        "“Warning”: at its gate a manager is asked; before: their supervisor.",
        "“Warning” is of high risk.",
        "“Warning” may take effect first in an emergency.",
        "“Warning” lasts at most 90 days; before: 180.",
        "Short exclusions: “At most 48 hours at a time” holds for “Time out” too.",
        "Short exclusions: “At most 3 times in 6 months for the same person” holds for “Time out” too.",
        "A warning first: “A warning on the same ground comes first, within 30 days before” holds for “Time out” too.",
        f"Afterwards: “{words_of(steps)}” holds for “Time out” too.",
    ]


def test_what_was_decided_keeps_its_kind_and_its_clocks(catalogue, said):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    edit_kind(code="exclusion", changes={"label": "Time away", "gate_role": "service_lead"}, **said)
    publish_draft(**said)
    decision.refresh_from_db()
    assert (decision.kind.label, decision.kind.version.state) == ("Exclusion", "retired")
    assert at_the_gate(catalogue.worker, catalogue.team).visits.get().asked == catalogue.lead


def test_the_trail_says_who_changed_which_kind_and_who_put_it_in_force(catalogue, said):
    edit_kind(code="ban", changes={"label": "A ban", "plain": "You cannot come."}, **said)
    publish_draft(**said)
    found = TrailEntry.objects.filter(subject_id=str(in_force().pk), actor=catalogue.administrator).order_by("pk")
    assert list(found.values_list("action", "facts")) == [
        ("decision catalogue copied", {"number": 2}),
        ("decision catalogue draft changed", {"number": 2, "kind": "ban"}),
        ("decision catalogue published", {"number": 2, "kinds": 8, "grounds": 11}),
    ]


def test_a_retired_kind_is_asked_for_no_more_and_what_was_one_stays(catalogue, said):
    first = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    retire_kind(code="exclusion", **said)
    publish_draft(**said)
    first.refresh_from_db()
    assert (retired_kinds(), first.kind.label) == (["Exclusion"], "Exclusion")
    once = first.pk
    with pytest.raises(CatalogueIsOlder):
        renew_decision(decision=first, ends_at=NOON + 20 * DAY, once=once, by=catalogue.worker, now=NOON + DAY)


def test_no_kind_that_was_used_can_be_deleted_from_its_version(catalogue, said):
    decision = draft(catalogue.worker, catalogue.team)
    with pytest.raises(Exception, match=r"protected|never changes"), transaction.atomic():
        decision.kind.delete()


def test_nothing_is_shipped_over_a_draft_or_over_ones_own(catalogue, said):
    edit_kind(code="ban", changes={"label": "A ban"}, **said)
    publish_draft(**said)
    ship(NOON)
    assert in_force().number == 2


def test_what_says_the_same_is_not_put_in_force(said):
    with pytest.raises(CatalogueUnusable, match="in force already"):
        publish_draft(**said)


def test_a_catalogue_without_a_kind_is_not_put_in_force(said):
    DecisionKind.objects.filter(version=drafted()).delete()
    with pytest.raises(CatalogueUnusable, match="at least one"):
        publish_draft(**said)


def test_what_was_thrown_away_cannot_be_changed(said):
    discard_draft(**said)
    for command, given in (
        (edit_kind, {"code": "ban", "changes": {"label": "x"}}),
        (retire_kind, {"code": "ban"}),
        (add_kind, {"label": "x", "like": "ban"}),
        (add_ground, {"label": "x", "plain": "x"}),
        (edit_ground, {"code": "weapon", "label": "x", "plain": "x"}),
        (retire_ground, {"code": "weapon"}),
        (publish_draft, {}),
        (discard_draft, {}),
    ):
        with pytest.raises(NoCatalogueDraft):
            command(**given, **said)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label": "exclusion"}, "Two kinds of decision are called “exclusion”"),
        *(({name: most + 1}, "“Ban” ") for name, (_least, most) in BOUNDS.items()),
        ({"longest_days": 7, "review_before_days": 7}, "has to last longer than the review"),
    ],
)
def test_what_cannot_stand_is_refused_and_the_draft_stays(said, changes, words):
    with pytest.raises(CatalogueUnusable, match=words):
        edit_kind(code="ban", changes=changes, **said)
    assert differing() == []


@pytest.mark.parametrize("name", BOUNDS)
def test_the_database_lets_no_figure_go_further(catalogue, said, name):
    rows = DecisionKind.objects.filter(version=drafted(), code="ban")
    with pytest.raises(IntegrityError, match="no_catalogue_lets_a_decision_wait_or_last_too_long"):
        rows.update(**{name: BOUNDS[name][1] + 1})


# Grounds.


def test_what_differs_of_grounds_is_said_in_words(said):
    edit_ground(code="weapon", label="A weapon was shown", plain="You showed a weapon.", **said)
    retire_ground(code="dealing", **said)
    assert add_ground(label="A door was forced", plain="A door was forced.", **said) == "a_door_was_forced"
    retired = Ground.objects.get(version=in_force(), code="dealing").label
    before = Ground.objects.get(version=in_force(), code="weapon").label
    assert differing() == [
        f"The ground “{before}” is called “A weapon was shown”.",
        "The ground “A weapon was shown”: the letter says “You showed a weapon.”",
        "“A door was forced” is a new ground.",
        f"The ground “{retired}” is retired: nothing more is asked for on it.",
    ]


def test_what_was_decided_keeps_its_ground_and_nothing_more_is_renewed_on_it(catalogue, said):
    first = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    retire_ground(code=first.ground.code, **said)
    publish_draft(**said)
    first.refresh_from_db()
    assert first.ground.version.number == 1
    with pytest.raises(CatalogueIsOlder):
        renew_decision(decision=first, ends_at=NOON + 20 * DAY, once=first.pk, by=catalogue.worker, now=NOON + DAY)


def test_a_draft_on_a_ground_that_was_retired_is_not_sent_to_the_gate(catalogue, said):
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision)
    retire_ground(code=decision.ground.code, **said)
    publish_draft(**said)
    with pytest.raises(CatalogueIsOlder):
        send_to_gate(decision=decision, by=catalogue.worker, now=NOON)


def test_the_trail_says_which_ground(catalogue, said):
    code = add_ground(label="A door was forced", plain="A door was forced.", **said)
    retire_ground(code=code, **said)
    found = TrailEntry.objects.filter(subject_id=str(drafted().pk), action="decision catalogue draft changed")
    assert list(found.order_by("pk").values_list("facts", flat=True)) == [
        {"number": 2, "ground": code},
        {"number": 2, "ground": code, "retired": True},
    ]


def test_two_grounds_are_not_called_the_same(said):
    with pytest.raises(CatalogueUnusable, match="Two grounds are called"):
        add_ground(label="somebody was HURT or attacked", plain="x", **said)
    assert differing() == []


def test_a_catalogue_without_a_ground_is_not_put_in_force(said):
    Ground.objects.filter(version=drafted()).delete()
    with pytest.raises(CatalogueUnusable, match="at least one ground"):
        publish_draft(**said)


# Hard limits.


def test_what_has_an_end_keeps_one(said):
    with pytest.raises(CatalogueUnusable, match="keeps an end"):
        edit_kind(code="ban", changes={"longest_days": None}, **said)


def test_the_warning_that_has_to_come_first_is_not_retired(said):
    with pytest.raises(CatalogueUnusable, match="“Warning” comes before others"):
        retire_kind(code="warning", **said)


def test_a_new_kind_is_held_by_the_limits_of_the_kind_that_it_is_like(catalogue, said):
    add_kind(label="Time out", like="exclusion", **said)
    publish_draft(**said)
    hold_to_packs(service=catalogue.team.service, codes=["short_exclusions"], **said)
    decision = draft_decision(
        wanted=wanted(catalogue.team, code="time_out"), once=catalogue.worker.pk, by=catalogue.worker, now=NOON
    )
    write_rationale(decision)
    with pytest.raises(BreaksARule, match="48 hours"):
        send_to_gate(decision=decision, by=catalogue.worker, now=NOON)


def test_a_kind_that_comes_back_under_its_name_is_held_as_before(catalogue, said):
    retire_kind(code="exclusion", **said)
    publish_draft(**said)
    copy_catalogue(**said)
    assert add_kind(label="Exclusion", like="contact_limit", **said) == "exclusion"
    packs = by_code(description_of(drafted())["packs"])
    assert "exclusion" in packs["short_exclusions"]["rules"][0]["kinds"]


@pytest.mark.parametrize(
    "loosen",
    [
        lambda rules: rules.clear(),
        lambda rules: rules[0].update(hours=96),
        lambda rules: rules[0].update(kinds=[]),
        lambda rules: rules[1].update(times=4),
        lambda rules: rules[1].update(months=3),
    ],
)
def test_no_version_that_loosens_a_hard_limit_comes_in_force(said, loosen):
    edit_kind(code="ban", changes={"label": "A ban"}, **said)
    pack = RulePack.objects.get(version=drafted(), code="short_exclusions")
    loosen(pack.rules)
    pack.save()
    with pytest.raises(CatalogueUnusable, match="Short exclusions"):
        publish_draft(**said)


def test_nor_one_without_the_pack(said):
    edit_kind(code="ban", changes={"label": "A ban"}, **said)
    RulePack.objects.filter(version=drafted(), code="short_exclusions").delete()
    with pytest.raises(CatalogueUnusable, match="holds as it does now"):
        publish_draft(**said)


@pytest.mark.parametrize("name", ["is_denial", "is_about_a_person"])
def test_a_kind_stays_what_it_is(said, name):
    before = description_of(in_force())
    after = description_of(in_force())
    after["kinds"][0][name] = not after["kinds"][0][name]
    assert loosened(before, after) == ["“Warning” stays what it is; its name and its figures change."]


def test_changes_beside_what_may_change_are_left_out(said):
    edit_kind(code="warning", changes={"is_denial": True, "code": "other", "label": "Written warning"}, **said)
    assert differing() == ["“Warning” is called “Written warning”."]
    assert kind("warning").is_denial is False
