"""The action log of the invented organisation, written by the product's own commands as if on the day itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from workforce_assurance.action_log import commands
from workforce_assurance.action_log.enums import FROM_ACTION
from workforce_assurance.action_log.models import Action
from workforce_assurance.people.models import Person, Team, TeamMembership

from .action_scripts import ELSEWHERE, REPEATED, TO_SHOW, Fate, Script, Who
from .sign_ins import supervisor_to_show, worker_to_show
from .staff import ZONE, instant
from .teams import NEW_AND_EMPTY, SLIPPED

DAY = timedelta(days=1)
MORNING, AFTERNOON = time(10), time(15)
# Of the other teams every so many has actions, each so many of the scripts.
EVERY, EACH = 4, 3
FOLLOWS = "Two workers on second visits too, when the first was tense"


@dataclass(frozen=True)
class Cast:
    """Who does what in one team."""

    worker: Person
    supervisor: Person
    manager: Person

    def owner(self, who: Who) -> Person:
        return {Who.WORKER: self.worker, Who.SUPERVISOR: self.supervisor, Who.MANAGER: self.manager}[who]

    def checker(self, who: Who) -> Person:
        """Whoever stands above; a manager's are checked by a supervisor, who sees whether they are done."""
        return self.manager if who is Who.SUPERVISOR else self.supervisor


def write_actions(*, now: datetime) -> int:
    """Write the actions of the team to show and of some others; gives how many."""
    today = now.astimezone(ZONE).date()
    shown = Team.objects.select_related("manager").get(name=SLIPPED)
    cast = Cast(worker_to_show(), supervisor_to_show(), shown.manager)
    for script in TO_SHOW:
        _live(script, cast, today)
    others = Team.objects.exclude(name__in=[SLIPPED, NEW_AND_EMPTY]).select_related("manager").order_by("name")
    for number, team in enumerate(others[::EVERY]):
        if found := _cast_of(team):
            for each in range(EACH):
                _live(ELSEWHERE[(number + each) % len(ELSEWHERE)], found, today)
    return Action.objects.count()


def answer_repeats(*, now: datetime) -> None:
    """Write the actions that answered the themes that repeated, when the incidents are there."""
    for repeated in REPEATED:
        cast = _cast_of(Team.objects.select_related("manager").get(name=repeated.team))
        assert cast is not None  # noqa: S101 - these teams have everybody
        _live(repeated.script, cast, now.astimezone(ZONE).date())


def _cast_of(team: Team) -> Cast | None:
    """The longest-serving supervisor and worker of the team."""
    members = TeamMembership.objects.filter(team=team, ends_on=None).values("person")
    there = Person.objects.filter(pk__in=members, is_active=True, left_on=None).order_by("started_on", "reference")
    supervisor = there.filter(job_title="Senior practitioner").first()
    worker = there.exclude(job_title="Senior practitioner").first()
    return Cast(worker, supervisor, team.manager) if worker and supervisor and team.manager else None


def _live(script: Script, cast: Cast, today: date) -> None:
    owner, checker = cast.owner(script.owner), cast.checker(script.owner)
    opened = max(today - script.opened * DAY, *(person.started_on for person in (owner, checker)))
    due_on = opened + script.due_after * DAY
    agreed = commands.Agreed(
        script.title, script.kind, script.strength, owner=owner, due_on=due_on, checker=checker, theme=script.theme
    )
    action = commands.open_action(agreed=agreed, by=checker, now=instant(opened, MORNING))
    handed_in = min(due_on - DAY, today - 4 * DAY)
    FATES[script.fate](_Story(action, script, owner, checker, opened, max(handed_in, opened), today))


@dataclass(frozen=True)
class _Story:
    action: Action
    script: Script
    owner: Any
    checker: Any
    opened: date
    handed_in: date
    today: date

    def open(self) -> None:
        """Nothing has happened since."""

    def start(self) -> None:
        commands.start_action(action=self.action, by=self.owner, now=instant(self.opened + DAY, MORNING))

    def extend(self) -> None:
        self.start()
        words = {"reason": "others", "due_on": self.today + 9 * DAY}
        commands.extend_action(action=self.action, by=self.owner, now=instant(self.handed_in, MORNING), **words)

    def hand_in(self) -> None:
        commands.submit_evidence(
            action=self.action, kind="document", words=self.script.words, by=self.owner,
            now=instant(self.handed_in, MORNING),
        )  # fmt: skip

    def give_back(self) -> None:
        self.hand_in()
        due_on = max(self.action.due_on, self.today + 3 * DAY)
        words = {"because": "not_in_use", "due_on": due_on, "by": self.checker}
        commands.refuse_evidence(action=self.action, now=instant(self.handed_in + DAY, AFTERNOON), **words)

    def finish(self) -> None:
        self.hand_in()
        now = instant(self.handed_in + DAY, AFTERNOON)
        commands.check_evidence(action=self.action, by=self.checker, now=now)

    def reopen(self) -> None:
        self.finish()
        words = {"reason": "lapsed", "due_on": self.today + 12 * DAY, "by": self.checker}
        commands.reopen_action(action=self.action, now=instant(self.today - 2 * DAY, MORNING), **words)

    def cancel(self) -> None:
        now = instant(self.opened + 6 * DAY, AFTERNOON)
        commands.cancel_action(action=self.action, reason="duplicate", by=self.checker, now=now)

    def keep(self) -> None:
        """Decided on the first day on which it can be seen, when that is over."""
        self.finish()
        look = self.action.looks.get()
        if look.opens_on < self.today:
            now = instant(look.opens_on, AFTERNOON)
            commands.look_at_action(action=self.action, decision="keep", by=self.owner, now=now)

    def come_back(self) -> None:
        """The incident was described the day after; then the owner decided, and what follows was opened."""
        self.finish()
        day, theme = self.today - self.script.came_back * DAY, self.script.theme
        now, back = instant(day + DAY, MORNING), {"codes": [theme], "team_id": self.action.team_id}
        commands.theme_came_back(**back, happened_on=day, by=self.checker, now=now)
        commands.look_at_action(action=self.action, decision="adapt", by=self.owner, now=now + DAY)
        agreed = commands.Agreed(
            FOLLOWS, self.script.kind, self.script.strength, owner=self.owner, checker=self.checker,
            due_on=self.today + 20 * DAY, source_kind=FROM_ACTION, source_id=self.action.pk, theme=theme,
        )  # fmt: skip
        commands.open_action(agreed=agreed, by=self.checker, now=now + 2 * DAY)


FATES = {
    Fate.OPEN: _Story.open,
    Fate.STARTED: _Story.start,
    Fate.EXTENDED: _Story.extend,
    Fate.TO_CHECK: _Story.hand_in,
    Fate.GIVEN_BACK: _Story.give_back,
    Fate.DONE: _Story.finish,
    Fate.REOPENED: _Story.reopen,
    Fate.CANCELLED: _Story.cancel,
    Fate.KEPT: _Story.keep,
    Fate.CAME_BACK: _Story.come_back,
    Fate.TO_LOOK_AT: _Story.finish,
}
