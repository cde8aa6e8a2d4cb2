"""The doorbell: it rings after the commit, and a broker that is away costs nothing twice."""

import pytest

from workforce_assurance.common.doorbell import Doorbell


def rung(bell: Doorbell, callbacks: object) -> None:
    with callbacks(execute=True):
        bell.ring()


@pytest.mark.django_db
def test_it_rings_once_the_transaction_has_committed(django_capture_on_commit_callbacks: object) -> None:
    rings: list[int] = []
    bell = Doorbell("the rest comes")
    bell.connect(lambda: rings.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        bell.ring()
        assert rings == []
    assert rings == [1]


@pytest.mark.django_db
def test_a_broker_that_is_away_is_asked_once_and_then_left_alone(django_capture_on_commit_callbacks: object) -> None:
    tries: list[int] = []

    def ring() -> None:
        tries.append(1)
        raise ConnectionError

    bell = Doorbell("the rest comes")
    bell.connect(ring)
    for _ in range(3):
        rung(bell, django_capture_on_commit_callbacks)
    assert tries == [1]
