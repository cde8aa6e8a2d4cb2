"""A team with its people, a governance lead and an administrator."""

from tests.boundaries.conftest import no_banners as no_banners  # noqa: PLC0414 - the same people
from tests.supervision.views.conftest import house as house  # noqa: PLC0414
