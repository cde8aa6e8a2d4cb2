"""The list of policies that debriefs speak of: an entry is added, called otherwise, given an owner, or retired."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people

from ..exceptions import CannotBeHandedTo, PolicyNameTaken
from ..models import GuidancePolicy


@transaction.atomic
def add_policy(*, name: str, owner: Any, by: Any, now: datetime) -> GuidancePolicy:
    """Put a policy on the list, with the person who sees to it, or nobody yet.

    :raises PolicyNameTaken: when one of that name is on the list, in use or retired
    :raises CannotBeHandedTo: when the owner does not work here
    """
    return _keep("policy added", GuidancePolicy(name=name, owner=owner), by, now)


@transaction.atomic
def change_policy(
    *, policy: GuidancePolicy, name: str, owner: Any, in_use: bool, by: Any, now: datetime
) -> GuidancePolicy:
    """Call it otherwise, give it an owner, retire it or take it up again; what debriefs said of it stays with it.

    :raises PolicyNameTaken: when another one has that name
    :raises CannotBeHandedTo: when the owner does not work here
    """
    locked = GuidancePolicy.objects.select_for_update(of=("self",), no_key=True).get(pk=policy.pk)
    locked.name, locked.owner = name, owner
    locked.retired_at = None if in_use else locked.retired_at or now
    return _keep("policy changed", locked, by, now)


def _keep(action: str, policy: GuidancePolicy, by: Any, now: datetime) -> GuidancePolicy:
    owner = policy.owner
    if owner and not people.people_in_post(on=people.today(now=now)).filter(pk=owner.pk, is_active=True).exists():
        raise CannotBeHandedTo("They do not work here any more. Choose somebody else.")
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError:
        raise PolicyNameTaken(
            "There is a policy with this name already. Look below, also among those retired."
        ) from None
    audit.record(
        action=action, subject_type="debriefs.policy", subject_id=policy.pk, by=by, now=now,
        facts={"owner": str(policy.owner_id or ""), "in_use": policy.retired_at is None},
    )  # fmt: skip
    return policy
