"""Fills a database of its own, whichever DATABASE_URL names, for tests that stop the server under the product.

`python -m tests.faults.promised_dates people` and then `python -m tests.faults.promised_dates one`
"""

import sys
from datetime import timedelta

import django

SUPERVISOR = "sol@harbour.example"
PASSWORD = "a long pass phrase"


def people() -> None:
    """Everybody whom the shipped ladder asks for; the supervisor can sign in."""
    from tests.factories.escalations import cast

    supervisor = cast().supervisor
    supervisor.email = SUPERVISOR
    supervisor.set_password(PASSWORD)
    supervisor.save()


def one() -> None:
    """One date of the supervisor's that ran out a minute ago."""
    from django.utils import timezone

    from tests.practice.models import PromisedDate
    from workforce_assurance.people.models import Person

    ran_out = timezone.now() - timedelta(minutes=1)
    supervisor, worker = Person.objects.get(email=SUPERVISOR), Person.objects.get(full_name="Wren Worker")
    PromisedDate.objects.create(
        reference="P-00001",
        about=worker,
        responsible=supervisor,
        due_at=ran_out,
        runs_out_at=ran_out,
        next_check=ran_out,
    )


if __name__ == "__main__":
    django.setup()
    {"people": people, "one": one}[sys.argv[1]]()
