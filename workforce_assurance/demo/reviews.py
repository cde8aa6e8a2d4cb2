"""Two years of invented interaction reviews, set by set: a frame, a sample each quarter, two views of some, agreement, and replies."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import F

from boundaries.models import Criterion, CriterionScore, FramePlace, Interaction, Rating, Review, ReviewSample
from boundaries.reviews.drawing import Unit, drawn, rated_twice, raters
from boundaries.reviews.enums import ACCOUNT_PURPOSE, REPLY_PURPOSE, WORDS_PURPOSE, InteractionKind
from boundaries.reviews.results import scores_allowed
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.dates import end_of_day
from workforce_assurance.common.references import ALPHABET
from workforce_assurance.common.sampling import sample_size
from workforce_assurance.people.models import Person
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.enums import Part
from workforce_assurance.structured_templates.models import Answer, Response, ResponseParty, TemplateVersion
from workforce_assurance.structured_templates.places import place_of
from workforce_assurance.structured_templates.vault import seal

from .review_words import WORDS
from .staff import SEED, ZONE, Staff, instant

DAY = timedelta(days=1)
# Of a hundred team-weeks, so many had an interaction that somebody flagged or another system noted.
WEEKS_WITH_ONE = 40
IMPORTED = 0.4
MARGIN, SECOND_SHARE, REVIEWERS = 8, 20, 6
# How often the second view is another than the first, and how scores fall.
DIFFERS = 0.15
SCORES = ("2",) * 2 + ("3",) * 5 + ("4",) * 3 + ("na",)
# The last days are lived by the product's own commands.
FRESH = 14


@dataclass
class _Made:
    """All rows, unsaved."""

    interactions: list[Interaction] = field(default_factory=list)
    samples: list[ReviewSample] = field(default_factory=list)
    frame: list[FramePlace] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    scores: list[CriterionScore] = field(default_factory=list)
    # What was written: the key of its template, its purpose, about what, by whom and when.
    written: list[tuple[str, str, uuid.UUID, Person, datetime]] = field(default_factory=list)


def write_reviews(staff: Staff) -> int:
    """Write them; gives how many reviews."""
    inventor = _Inventor(staff)
    for team in staff.teams:
        inventor.let_happen(team)
    for first, after in pairwise(_quarters(staff.began, staff.today - FRESH * DAY)):
        inventor.draw(first, after - DAY, after)
    made = inventor.made
    for model, rows in (
        (Interaction, made.interactions), (ReviewSample, made.samples), (FramePlace, made.frame), (Review, made.reviews),
        (Rating, made.ratings), (CriterionScore, made.scores),
    ):  # fmt: skip
        model.objects.bulk_create(rows, batch_size=2000)
    for sample in made.samples:
        sample.reviewers.set(inventor.reviewers)
    # A score is written while its rating waits.
    Rating.objects.filter(pk__in=[one.pk for one in made.ratings]).update(
        state="given", given_at=F("due_at") - 3 * DAY, next_check=None
    )
    _write_words(made.written, inventor.rng)
    _write_trail(made)
    return len(made.reviews)


def _quarters(began: date, until: date) -> list[date]:
    """The first days of the quarters within, and the first after the last of them."""
    day = date(began.year, 3 * ((began.month - 1) // 3) + 1, 1) + relativedelta(months=3)
    days = []
    while day <= until:
        days.append(day)
        day += relativedelta(months=3)
    return days


class _Inventor:
    """One organisation's reviews, the same every time."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.made = staff, _Made()
        self.rng = random.Random(f"{SEED} reviews")  # noqa: S311
        self.people = {person.pk: person for person in staff.people}
        self.lines: dict[uuid.UUID, list[Any]] = defaultdict(list)
        for line in staff.lines:
            self.lines[line.worker_id].append(line)
        self.members: dict[uuid.UUID, list[Any]] = defaultdict(list)
        for membership in staff.memberships:
            self.members[membership.team_id].append(membership)
        self.criteria = list(Criterion.objects.filter(version__state="published").select_related("version"))
        managers = sorted({team.manager_id for team in staff.teams if team.manager_id}, key=str)
        here = [self.people[key] for key in managers if self.people[key].left_on is None]
        self.reviewers = here[:REVIEWERS]

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def reference(self) -> str:
        text = "".join(self.rng.choice(ALPHABET) for _ in range(10))
        return f"{text[:5]}-{text[5:]}"

    def let_happen(self, team: Any) -> None:
        """What a team's weeks bring."""
        monday = self.staff.began
        while monday < self.staff.today - FRESH * DAY:
            if self.rng.randrange(100) < WEEKS_WITH_ONE:
                self._happen(team, monday + self.rng.randrange(5) * DAY)
            monday += 7 * DAY

    def _happen(self, team: Any, day: date) -> None:
        there = [
            self.people[row.person_id]
            for row in self.members[team.pk]
            if row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)
        ]
        if not there:
            return
        worker, imported = self.rng.choice(there), self.rng.random() < IMPORTED
        row = Interaction(
            id=self.key(), once=self.key(), reference=self.reference(), worker=worker, team=team,
            supervisor=self._supervisor(worker, day), kind=self.rng.choice(InteractionKind.values[:-1]), happened_on=day,
            case_reference=f"HB-{self.rng.randrange(1000, 9999)}", came_from="imported" if imported else "flagged",
            outside_key=f"CR-{len(self.made.interactions) + 10_001}" if imported else "",
            recorded_at=instant(day, time(17, 20)), recorded_by=worker,
        )  # fmt: skip
        self.made.interactions.append(row)
        if not imported:
            self.made.written.append(("challenging_interaction", ACCOUNT_PURPOSE, row.pk, worker, row.recorded_at))

    def _supervisor(self, worker: Person, day: date) -> Person | None:
        found = [
            one for one in self.lines[worker.pk] if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)
        ]
        return self.people[found[0].supervisor_id] if found else None

    def draw(self, first: date, last: date, on: date) -> None:
        """A sample of these days, drawn on that day and all of it closed since."""
        rows = [one for one in self.made.interactions if first <= one.happened_on <= last]
        units = {str(one.pk): _unit(one) for one in rows}
        seed, at = f"{self.rng.getrandbits(128):032x}", instant(on, time(9, 30))
        size = sample_size(len(rows), margin=MARGIN / 100)
        keys = drawn(units.values(), size=size, seed=seed, everybody=False)
        sample = ReviewSample(
            id=self.key(), once=self.key(), reference=self.reference(), first_on=first, last_on=last, margin=MARGIN,
            second_share=SECOND_SHARE, covers_everybody=False, seed=seed, population=len(rows), size=len(keys),
            rubric=self.criteria[0].version, drawn_at=at, drawn_by=self.reviewers[0],
        )  # fmt: skip
        self.made.samples.append(sample)
        self.made.frame += [
            FramePlace(
                id=self.key(), sample=sample, interaction=one, team=one.team, supervisor=one.supervisor,
                is_drawn=str(one.pk) in keys,
            )
            for one in rows
        ]  # fmt: skip
        by_key, reviewers = {str(one.pk): one for one in rows}, {str(one.pk): one for one in self.reviewers}
        twice = rated_twice(keys, per_cent=SECOND_SHARE, seed=seed)
        asked = raters([units[key] for key in keys], twice=twice, reviewers=list(reviewers), seed=seed)
        for key in keys:
            self._review(sample, by_key[key], [reviewers[rater] for rater in asked[key]])

    def _review(self, sample: ReviewSample, interaction: Interaction, asked: list[Person]) -> None:
        due_at = end_of_day((sample.drawn_at + 14 * DAY).astimezone(ZONE).date(), ZONE)
        seen = due_at + self.rng.choice((1, 2, 4)) * DAY
        replied = self.rng.random() < 0.3
        review = Review(
            id=self.key(), reference=self.reference(), sample=sample, interaction=interaction, state="closed",
            with_worker_at=seen, closes_at=seen + 14 * DAY, closed_at=seen + (3 if replied else 14) * DAY,
            closed_because="worker" if replied else "time",
        )  # fmt: skip
        self.made.reviews.append(review)
        first = self._rating(review, "first", asked[0], due_at)
        given = self._score(first, {})
        self.made.written.append(("interaction_review", WORDS_PURPOSE, first.pk, asked[0], due_at - 3 * DAY))
        if replied:
            self.made.written.append(("review_reply", REPLY_PURPOSE, review.pk, interaction.worker, seen + 2 * DAY))
        if len(asked) > 1:
            self._second(review, asked[1], given, due_at)

    def _second(self, review: Review, rater: Person, given: dict[str, str], due_at: datetime) -> None:
        """Another view of it, and a third one where the two differ."""
        second = self._score(self._rating(review, "second", rater, due_at), given)
        differ = {code for code, score in second.items() if given[code] != score}
        concerned = {review.interaction.worker_id, review.interaction.supervisor_id}
        free = [one for one in self.reviewers if one.pk not in concerned and one != rater]
        if differ and free:
            settling = self._rating(review, "settling", free[-1], due_at + DAY)
            self._score(settling, second, only=differ)

    def _rating(self, review: Review, part: str, rater: Person, due_at: datetime) -> Rating:
        row = Rating(id=self.key(), review=review, part=part, rater=rater, responsible=rater, due_at=due_at)
        self.made.ratings.append(row)
        return row

    def _score(self, rating: Rating, like: dict[str, str], only: set[str] | None = None) -> dict[str, str]:
        """Scores that mostly are like those of somebody else, where there are any."""
        found = {}
        for one in self.criteria:
            if only is not None and one.code not in only:
                continue
            anew = self.rng.choices(scores_allowed(one), (97, 3))[0] if one.is_critical else self.rng.choice(SCORES)
            found[one.code] = like.get(one.code, anew) if only or self.rng.random() > DIFFERS else anew
            self.made.scores.append(CriterionScore(id=self.key(), rating=rating, criterion=one, score=found[one.code]))
        return found


def _unit(one: Interaction) -> Unit:
    concerned = frozenset(str(key) for key in (one.worker_id, one.supervisor_id) if key)
    return Unit(str(one.pk), str(one.worker_id), (str(one.team_id), str(one.supervisor_id)), concerned)


def _write_words(written: Iterable[tuple[str, str, uuid.UUID, Person, datetime]], rng: random.Random) -> None:
    """A sealed record for each, with words from a small stock."""
    keys = ("challenging_interaction", "interaction_review", "review_reply")
    versions = {key: TemplateVersion.objects.get(template__key=key, state="published") for key in keys}
    asked = {
        key: [one for section in asked_by(row.pk).sections for one in section.answered] for key, row in versions.items()
    }
    responses, parties, answers = [], [], []
    for key, purpose, subject, author, at in written:
        response = Response(
            id=uuid.UUID(int=rng.getrandbits(128), version=4), version=versions[key], purpose=purpose, subject_id=subject,
            opened_at=at,
        )  # fmt: skip
        responses.append(response)
        parties.append(ResponseParty(response=response, person=author, part=Part.AUTHOR))
        for question in asked[key]:
            answer = Answer(
                id=uuid.UUID(int=rng.getrandbits(128), version=4), response=response, question_id=question.id,
                author=author, answered_at=at,
            )  # fmt: skip
            answer.sealed = seal(rng.choice(WORDS[question.key]), place_of(answer, "sealed"))
            answers.append(answer)
    for model, rows in ((Response, responses), (ResponseParty, parties), (Answer, answers)):
        model.objects.bulk_create(rows, batch_size=2000)


def _write_trail(made: _Made) -> None:
    """That samples were drawn and reviews closed, in order of time."""
    rows = [(one.drawn_at, "review sample drawn", one, one.drawn_by) for one in made.samples]
    rows += [(one.closed_at, "review closed", one, None) for one in made.reviews]
    rows.sort(key=lambda row: (row[0], row[2].reference))
    TrailEntry.objects.bulk_create(
        [
            TrailEntry(
                at=at, actor=actor, kind=TrailEntry.Kind.WRITE, action=action,
                subject_type=f"boundaries.{one._meta.model_name}", subject_id=str(one.pk), facts={},
            )
            for at, action, one, actor in rows
        ],
        batch_size=2000,
    )  # fmt: skip
