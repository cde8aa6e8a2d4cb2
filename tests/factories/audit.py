"""Trail entries for the tests."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from workforce_assurance.audit.models import TrailEntry


class TrailEntryFactory(DjangoModelFactory):
    class Meta:
        model = TrailEntry

    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    kind = TrailEntry.Kind.WRITE
    action = "session.held"
    subject_type = "session"
    subject_id = factory.Sequence(str)
