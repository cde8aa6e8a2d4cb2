"""Who was competent at the ends of months: by dates, and the same as the standing of each day."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from boundaries.competency.enums import EvidenceKind
from boundaries.competency.measured import competent_by_team, covered, spans_held
from boundaries.competency.policy import SkillNeeds
from boundaries.competency.standing import Need, Piece, lasts_until, standing
from tests.factories.competency import ship_competency
from tests.factories.people import PersonFactory

DAY = timedelta(days=1)
SOMEBODY = uuid.UUID(int=1)
KINDS = st.sampled_from([EvidenceKind.E_LEARNING, EvidenceKind.ROLE_PLAY, EvidenceKind.OBSERVED])
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
NEEDS = st.builds(
    Need, KINDS, st.integers(1, 24), whole_every_months=st.none() | st.integers(25, 48), needs_check=st.booleans(),
    late_days=st.integers(0, 40),
)  # fmt: skip
PIECES = st.lists(st.builds(Piece, KINDS, DAYS, is_refresh=st.booleans(), check_passed=st.booleans()), max_size=8)
ZONE = ZoneInfo("Europe/London")


@given(NEEDS, PIECES, DAYS)
def test_a_day_is_covered_when_evidence_lasts_until_it_or_longer(need, pieces, day):
    until = lasts_until(need, pieces, today=day)
    assert any(first <= day <= last for first, last in covered(need, pieces)) == (until is not None and until >= day)


@given(st.lists(NEEDS, min_size=1, max_size=3, unique_by=lambda need: need.kind), PIECES, DAYS)
def test_somebody_holds_a_skill_on_the_days_on_which_they_stand_as_competent(needs, pieces, day):
    skill = SkillNeeds("skill", "Skill", {"": tuple(needs)})
    held = spans_held(SOMEBODY, "Worker", [skill], {(SOMEBODY, "skill"): pieces})
    stands = standing(needs, pieces, today=day)
    assert any(first <= day <= last for first, last in held or []) == (stands.state in {"competent", "runs_out"})


def test_of_whom_nothing_is_needed_nothing_is_counted():
    skill = SkillNeeds("skill", "Skill", {"manager": (Need(EvidenceKind.OBSERVED, 12),)})
    assert spans_held(SOMEBODY, "Worker", [skill], {}) is None


def test_people_count_in_the_team_in_which_they_were_in_post_at_the_end_of_the_month(catalogue):
    """One is competent and leaves in February; another is not."""
    ship_competency(datetime(2026, 1, 1, tzinfo=UTC))
    leaver = PersonFactory(team=catalogue.team, job_title="Leaver")
    every = competent_by_team(months=[date(2027, 1, 1), date(2027, 2, 1)], zone=ZONE)
    asked = every[catalogue.team.pk, date(2027, 1, 1)][1]
    leaver.left_on, leaver.is_active = date(2027, 2, 20), False
    leaver.save()
    after = competent_by_team(months=[date(2027, 1, 1), date(2027, 2, 1)], zone=ZONE)
    assert after[catalogue.team.pk, date(2027, 1, 1)] == (0, asked)
    assert after[catalogue.team.pk, date(2027, 2, 1)] == (0, asked - 1)
