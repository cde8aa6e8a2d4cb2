"""How many minutes of a meeting count for whom."""

from datetime import date

import pytest

from supervision.credit import Contact, CreditRules, Kind, credit

DAY = date(2027, 3, 1)
SHIPPED = CreditRules()


@pytest.mark.parametrize(
    ("minutes", "kind", "supervisees", "as_facilitator", "counts"),
    [
        (90, Kind.ONE_TO_ONE, 1, False, 90),
        (35, Kind.ONE_TO_ONE, 1, False, 35),
        (120, Kind.GROUP, 4, False, 60),
        (120, Kind.GROUP, 2, False, 60),
        (120, Kind.GROUP, 6, False, 20),
        (120, Kind.GROUP, 5, False, 24),
        (100, Kind.GROUP, 7, False, 14),
        (120, Kind.GROUP, 4, True, 0),
        (120, Kind.GROUP, 6, True, 0),
        (120, Kind.PEER_GROUP, 4, False, 60),
        (120, Kind.PEER_GROUP, 6, True, 20),
    ],
)
def test_the_shipped_credit_of_a_meeting(minutes, kind, supervisees, as_facilitator, counts):
    assert credit(Contact(DAY, minutes, kind, supervisees, as_facilitator), SHIPPED) == counts


def test_a_policy_may_credit_otherwise():
    rules = CreditRules(one_to_one_percent=100, small_group_up_to=6, small_group_percent=75, facilitator_percent=25)
    assert credit(Contact(DAY, 120, Kind.GROUP, 6), rules) == 90
    assert credit(Contact(DAY, 120, Kind.GROUP, 6, as_facilitator=True), rules) == 30


def test_no_group_credits_more_than_its_minutes():
    for size in range(1, 30):
        assert 0 <= credit(Contact(DAY, 120, Kind.GROUP, size), SHIPPED) <= 120
