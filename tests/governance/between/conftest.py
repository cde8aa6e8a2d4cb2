"""A team with its people."""

from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people
