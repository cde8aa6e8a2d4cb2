"""A team with its people, a governance lead who chairs, and the shipped catalogues in force."""

from tests.boundaries.conftest import catalogue as catalogue  # noqa: PLC0414 - the same people
from tests.boundaries.conftest import no_banners as no_banners  # noqa: PLC0414
from tests.supervision.views.conftest import house as house  # noqa: PLC0414
