"""The same people and stored values as the measures' own tests."""

from tests.governance.measures.conftest import house as house  # noqa: PLC0414 - the same people
from tests.governance.measures.conftest import no_banners as no_banners  # noqa: PLC0414
