"""What can happen to an action: done, refused, and in the trail without a word of its title."""

import json
from datetime import date, timedelta

import pytest

from tests.factories.action_log import DUE_AT, DUE_ON, NOON, done, hand_in, look_of, open_one
from tests.factories.people import PersonFactory, TeamFactory
from workforce_assurance.action_log import commands, exceptions, recurrence
from workforce_assurance.action_log.models import Action, Deadline, Evidence, HandOver, Look
from workforce_assurance.action_log.shipped import THEMES
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db

LATER = date(2027, 4, 30)
DAY = timedelta(days=1)


def trail():
    return list(
        TrailEntry.objects.filter(subject_type="action_log.action").order_by("id").values_list("action", flat=True)
    )


def refuses(why, command, **words):
    with pytest.raises(why):
        command(**words)


def test_an_action_is_opened_with_its_clock_and_its_trail():
    action = open_one()
    deadline = Deadline.objects.get(action=action)
    assert (action.state, action.original_due_on, action.due_on, action.due_at) == ("open", DUE_ON, DUE_ON, DUE_AT)
    assert (deadline.about, deadline.responsible, deadline.because) == (action.owner, action.checker, "opened")
    assert (deadline.due_at, deadline.next_check) == (DUE_AT, DUE_AT)
    assert trail() == ["action opened"]


def test_what_follows_from_an_action_belongs_where_it_did():
    first = open_one(owner=PersonFactory(team=TeamFactory()))
    source = {"source_kind": "action_log.action", "source_id": first.pk}
    assert open_one(owner=PersonFactory(team=TeamFactory()), **source).team == first.team


def test_the_trail_holds_no_word_of_an_action():
    action = open_one(title="Quinquereme for the night team")
    commands.submit_evidence(action=action, kind="rota", words="Quinquereme, shared drive", by=action.owner, now=NOON)
    commands.check_evidence(action=action, by=action.checker, now=NOON)
    assert "quinquereme" not in json.dumps(list(TrailEntry.objects.values_list("facts", flat=True))).lower()


def test_whoever_opens_it_checks_it():
    opener = PersonFactory()
    assert open_one(by=opener).checker == opener


def test_what_somebody_opens_for_themselves_is_checked_by_whoever_stands_above_them():
    manager = PersonFactory()
    owner = PersonFactory(team=TeamFactory(manager=manager))
    assert open_one(owner=owner, by=owner).checker == manager


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        (exceptions.WordsMissing, {"title": "  "}),
        (exceptions.WordsMissing, {"title": "x" * 121}),
        (exceptions.WordsNameAPerson, {"title": "See to Jane Doe 3/4/1987"}),
        (exceptions.WordsNameAPerson, {"title": "Ring about 943 476 5919"}),
        (exceptions.DueOutOfReach, {"due_on": date(2027, 2, 28)}),
        (exceptions.DueOutOfReach, {"due_on": date(2031, 1, 1)}),
        (
            exceptions.SourceUnknown,
            {"source_kind": "nobody.knows", "source_id": "5c0e2b1e-0000-4000-8000-000000000000"},
        ),
        (exceptions.SourceUnknown, {"source_kind": "action_log.action"}),
        (exceptions.ThemeNotInUse, {"theme": "unknown"}),
    ],
)
def test_an_action_is_not_opened(why, changes):
    with pytest.raises(why):
        open_one(**changes)
    assert (Action.objects.count(), trail()) == (0, [])


def test_an_owner_works_here_and_checks_nothing_of_theirs():
    gone, alone = PersonFactory(left_on=date(2027, 2, 1)), PersonFactory()
    with pytest.raises(exceptions.OwnerNotHere):
        open_one(owner=gone)
    with pytest.raises(exceptions.OwnersCheckNothingOfTheirs):
        open_one(owner=alone, by=alone)


def test_an_action_is_started_once():
    action = commands.start_action(action=open_one(), by=PersonFactory(), now=NOON)
    assert (action.state, action.started_at) == ("started", NOON)
    refuses(exceptions.ActionAlreadyStarted, commands.start_action, action=action, by=action.owner, now=NOON)
    assert trail() == ["action opened", "action started"]


def test_what_is_handed_in_waits_for_another_person():
    action = open_one()
    evidence = hand_in(action)
    action.refresh_from_db()
    assert (action.state, action.done_at) == ("to_check", NOON)
    assert (evidence.about, evidence.due_on) == (action.checker, date(2027, 3, 8))
    assert Deadline.objects.get(action=action).state == "met"
    refuses(exceptions.ActionWaitsForItsCheck, hand_in, action=action)
    assert trail()[-1] == "action handed in"


def test_evidence_names_nobody():
    action = open_one()
    words = {"kind": "seen", "words": "With Jane Doe, 3/4/1987", "by": action.owner, "now": NOON}
    refuses(exceptions.WordsNameAPerson, commands.submit_evidence, action=action, **words)
    assert not Evidence.objects.exists()


def test_a_checked_action_is_closed_and_looked_at_later():
    action = done(open_one())
    look = look_of(action)
    assert (action.state, action.closed_at, action.closed_by) == ("done", NOON, action.checker)
    # 90 days after 1 March is Sunday 30 May; looked at from Monday on, within ten working days.
    assert (look.counts_until, look.opens_on, look.due_on) == (date(2027, 5, 30), date(2027, 5, 31), date(2027, 6, 14))
    assert trail()[-1] == "action checked"


def test_nobody_checks_what_they_did_or_handed_in():
    action, deputy = open_one(), PersonFactory()
    refuses(exceptions.NothingToCheck, commands.check_evidence, action=action, by=action.checker, now=NOON)
    commands.submit_evidence(action=action, kind="seen", words="On the ward round", by=deputy, now=NOON)
    for person in (action.owner, deputy):
        refuses(exceptions.OwnersCheckNothingOfTheirs, commands.check_evidence, action=action, by=person, now=NOON)


def test_what_is_given_back_is_to_be_done_by_a_day_and_its_clock_runs_anew():
    action = open_one()
    hand_in(action)
    back = {"because": "partly", "by": action.checker, "now": NOON}
    refuses(exceptions.DueOutOfReach, commands.refuse_evidence, action=action, due_on=DUE_ON - DAY, **back)
    action = commands.refuse_evidence(action=action, due_on=LATER, **back)
    assert (action.state, action.due_on, action.original_due_on, action.done_at) == ("started", LATER, DUE_ON, None)
    assert Deadline.objects.waiting().get().because == "given_back"
    assert Evidence.objects.get().refused_because == "partly"
    assert trail()[-1] == "action given back"


def test_an_extension_leaves_the_original_date():
    action = commands.extend_action(action=open_one(), due_on=LATER, reason="larger", by=PersonFactory(), now=NOON)
    assert (action.due_on, action.original_due_on) == (LATER, DUE_ON)
    assert list(Deadline.objects.order_by("set_at", "due_on").values_list("state", "because", "reason")) == [
        ("replaced", "opened", ""), ("waits", "extended", "larger"),
    ]  # fmt: skip
    again = {"due_on": LATER, "reason": "larger", "by": action.checker, "now": NOON}
    refuses(exceptions.DueOutOfReach, commands.extend_action, action=action, **again)
    assert trail()[-1] == "action extended"


def test_what_waits_for_its_check_or_is_closed_is_not_extended():
    words = {"due_on": LATER, "reason": "larger", "by": PersonFactory(), "now": NOON}
    action = open_one()
    hand_in(action)
    refuses(exceptions.ActionWaitsForItsCheck, commands.extend_action, action=action, **words)
    refuses(exceptions.ActionClosed, commands.extend_action, action=done(open_one()), **words)


def test_an_action_is_opened_again_and_not_looked_at_until_it_is_closed_anew():
    action = done(open_one())
    words = {"due_on": LATER, "reason": "lapsed", "by": action.checker, "now": NOON + DAY}
    action = commands.reopen_action(action=action, **words)
    assert (action.state, action.closed_at, action.done_at, action.due_on) == ("open", None, None, LATER)
    assert Look.objects.get().state == "withdrawn"
    refuses(exceptions.ActionNotClosed, commands.reopen_action, action=action, **words)
    done(action, now=NOON + 2 * DAY)
    assert Look.objects.waiting().count() == 1
    assert trail()[-3] == "action opened again"


def test_an_action_goes_into_other_hands_with_its_date():
    action, new = open_one(), PersonFactory()
    words = {"reason": "leaves", "by": action.checker, "now": NOON}
    before = action.owner
    action = commands.hand_over_action(action=action, to=new, **words)
    assert (action.owner, action.due_on) == (new, DUE_ON)
    assert HandOver.objects.values_list("from_person", "to_person").get() == (before.pk, new.pk)
    assert Deadline.objects.waiting().get().about == new
    refuses(exceptions.AlreadyTheirs, commands.hand_over_action, action=action, to=new, **words)
    refuses(exceptions.OwnersCheckNothingOfTheirs, commands.hand_over_action, action=action, to=action.checker, **words)
    refuses(
        exceptions.OwnerNotHere, commands.hand_over_action, action=action, to=PersonFactory(is_active=False), **words
    )
    refuses(exceptions.ActionClosed, commands.hand_over_action, action=done(open_one()), to=new, **words)
    assert trail()[1] == "action handed over"


def test_the_check_goes_into_other_hands_with_what_waits_for_it():
    action, new = open_one(), PersonFactory()
    hand_in(action)
    words = {"reason": "away", "by": action.checker, "now": NOON}
    refuses(exceptions.OwnersCheckNothingOfTheirs, commands.hand_over_check, action=action, to=action.owner, **words)
    action = commands.hand_over_check(action=action, to=new, **words)
    assert (action.checker, Evidence.objects.waiting().get().about) == (new, new)
    assert commands.check_evidence(action=action, by=new, now=NOON).state == "done"
    assert trail()[-2] == "action handed over"


def test_many_actions_go_to_one_person_or_none_does():
    owner, new = PersonFactory(), PersonFactory()
    actions = [open_one(owner=owner) for _ in range(3)]
    words = {"reason": "leaves", "by": PersonFactory(), "now": NOON}
    theirs = open_one(owner=owner, by=new)
    with pytest.raises(exceptions.SeveralRefused) as refused:
        commands.hand_over_actions(actions=[*actions, theirs], to=new, **words)
    assert list(refused.value.why) == [theirs.pk]
    assert not Action.objects.filter(owner=new).exists()
    assert commands.hand_over_actions(actions=actions, to=new, **words) == 3
    assert Action.objects.filter(owner=new).count() == 3
    refuses(exceptions.NothingChosen, commands.hand_over_actions, actions=[], to=new, **words)


def test_an_action_is_cancelled_with_a_reason():
    action = open_one()
    hand_in(action)
    words = {"reason": "duplicate", "by": action.checker, "now": NOON}
    action = commands.cancel_action(action=action, **words)
    assert (action.state, action.cancelled_because, action.done_at) == ("cancelled", "duplicate", None)
    assert Evidence.objects.get().state == "withdrawn"
    refuses(exceptions.ActionClosed, commands.cancel_action, action=action, **words)
    assert trail()[-1] == "action cancelled"


def test_a_look_waits_until_its_days_are_over_and_is_taken_once():
    action = done(open_one())
    words = {"decision": "keep", "by": action.owner}
    refuses(exceptions.TooEarlyToLook, commands.look_at_action, action=action, now=NOON + 89 * DAY, **words)
    look = commands.look_at_action(action=action, now=NOON + 91 * DAY, **words)
    assert (look.decision, look.recurrences) == ("keep", None)
    refuses(exceptions.AlreadyLookedAt, commands.look_at_action, action=action, now=NOON + 92 * DAY, **words)
    assert trail()[-1] == "action looked at"


def test_a_look_keeps_how_often_the_theme_came_back_where_the_action_belongs(monkeypatch):
    asked = []

    def number(*of):
        asked.append(of)
        return 2

    monkeypatch.setitem(recurrence.COUNTED, "practice.event", recurrence.Counted("practice.event", "events", number))
    commands.ship_themes(themes=THEMES, now=NOON)
    team = TeamFactory()
    action = done(open_one(theme="lone_working", owner=PersonFactory(team=team)))
    look = commands.look_at_action(action=action, decision="adapt", by=action.owner, now=NOON + 91 * DAY)
    assert look.recurrences == 2
    assert asked == [("lone_working", team.pk, date(2027, 3, 2), date(2027, 5, 30))]


@pytest.fixture
def closed():
    """Closed on 1 March about a theme; 30 May is day 90, and it can be looked at on the 31st."""
    commands.ship_themes(themes=THEMES, now=NOON)
    return done(open_one(theme="handover", owner=PersonFactory(team=TeamFactory())))


def come_back(action, on, *, code="handover", team=None, now=None):
    return commands.theme_came_back(
        codes={code, "staffing"}, team_id=(team or action.team).pk, happened_on=on, by=action.checker,
        now=now or NOON + 30 * DAY,
    )  # fmt: skip


def test_a_theme_that_comes_back_is_looked_at_from_that_day_on(closed):
    assert (come_back(closed, date(2027, 3, 30)), come_back(closed, date(2027, 3, 31))) == (1, 0)
    look, now = look_of(closed), NOON + 30 * DAY
    assert (look.came_back_on, look.opens_on, look.due_on) == (date(2027, 3, 31), date(2027, 3, 31), date(2027, 4, 14))
    assert (look.reminder_at, look.next_check, look.counts_until) == (now, now, date(2027, 5, 30))
    assert [row.state for row in Look.objects.order_by("ended_at")] == ["replaced", "waits"]
    assert trail()[-1] == "theme came back"
    assert commands.look_at_action(action=closed, decision="adapt", by=closed.owner, now=now).decision == "adapt"


@pytest.mark.parametrize(("on", "back"), [((3, 1), 0), ((3, 2), 1), ((5, 30), 1), ((5, 31), 0)])
def test_a_theme_comes_back_from_the_day_after_closing_up_to_day_90(closed, on, back):
    assert come_back(closed, date(2027, *on)) == back


def test_a_theme_comes_back_where_the_action_belongs(closed):
    everywhere = done(open_one(theme="handover"))
    assert (everywhere.team, come_back(closed, date(2027, 3, 30), code="training")) == (None, 0)
    assert come_back(closed, date(2027, 3, 30), team=TeamFactory()) == 1
    assert (look_of(everywhere).came_back_on, look_of(closed).came_back_on) == (date(2027, 3, 31), None)


def test_what_is_known_only_when_the_look_has_opened_leaves_its_dates(closed):
    before = look_of(closed)
    assert come_back(closed, date(2027, 5, 30), now=NOON + 95 * DAY) == 1
    look = look_of(closed)
    assert (look.pk, look.due_on, look.came_back_on) == (before.pk, before.due_on, date(2027, 6, 4))


def test_themes_are_shipped_once_copied_edited_and_published():
    published = commands.ship_themes(themes=THEMES, now=NOON)
    by = {"by": PersonFactory(), "now": NOON}
    assert commands.ship_themes(themes=THEMES, now=NOON) is None
    draft = commands.copy_themes(**by)
    assert (draft.number, draft.themes.count(), commands.copy_themes(**by)) == (2, len(THEMES), draft)
    refuses(exceptions.ThemesPublished, commands.edit_themes, listed=published, themes=THEMES, **by)
    refuses(exceptions.ThemesNotReady, commands.edit_themes, listed=draft, themes=THEMES * 2, **by)
    refuses(exceptions.ThemesNotReady, commands.edit_themes, listed=draft, themes=[replace_code("Not a code")], **by)
    commands.edit_themes(listed=draft, themes=THEMES[:2], **by)
    before = open_one(theme="training")
    commands.publish_themes(themes=draft, **by)
    before.refresh_from_db()
    assert before.theme.listed == published
    with pytest.raises(exceptions.ThemeNotInUse):
        open_one(theme="training")


def replace_code(code):
    return THEMES[0]._replace(code=code)


def test_an_empty_list_of_themes_is_not_published():
    commands.ship_themes(themes=THEMES, now=NOON)
    draft = commands.copy_themes(by=None, now=NOON)
    commands.edit_themes(listed=draft, themes=[], by=None, now=NOON)
    refuses(exceptions.ThemesNotReady, commands.publish_themes, themes=draft, by=None, now=NOON)


def test_the_times_count_from_now_on():
    action = open_one()
    commands.set_times(
        look_after_days=30, look_within_working_days=5, check_within_working_days=2, by=action.checker, now=NOON
    )
    assert hand_in(action).due_on == date(2027, 3, 3)
    commands.check_evidence(action=action, by=action.checker, now=NOON)
    assert look_of(action).counts_until == date(2027, 3, 31)
