"""The purpose of these tests, registered for each of them."""

import pytest

from tests.factories.structured_templates import make_response, register


@pytest.fixture
def purpose(monkeypatch):
    return register(monkeypatch)


@pytest.fixture
def response(db, purpose):
    return make_response()
