"""What the tests of preparations share: writing one, as its page does."""

from typing import Any

from supervision.commands import prepare_session
from supervision.shipped import ship
from tests.factories.supervision import NOON
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import read_own, save_section
from workforce_assurance.structured_templates.kinds import Value


def prepare(session: Any, *, now: Any = NOON, **words: str) -> Any:
    """The response, with these answers; again to change them."""
    ship(NOON)
    response = prepare_session(session=session, by=session.worker, now=now)
    section = asked_by(response.version_id).sections[0]
    values = {key: Value(words=text) for key, text in words.items()}
    row = response.sections.filter(author=session.worker).first()
    save_section(
        response=response, section=section, values=values, revision=row.revision if row else 0, seen="",
        by=session.worker, now=now,
    )  # fmt: skip
    return response


def answers_of(response: Any, session: Any) -> dict[str, Any]:
    """The worker's answers as their page has them, by the key of the question."""
    return {own.shown.key: own for own in read_own(response=response, by=session.worker, now=NOON)}
