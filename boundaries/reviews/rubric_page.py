"""The rubric as it is shown: the version in force, and for whoever may change it the draft of the next one."""

from __future__ import annotations

from typing import Any

from ..models import RubricVersion
from .enums import Score
from .results import scores_allowed


def page(viewer: Any) -> dict[str, Any]:
    may_change = viewer.has_perm("boundaries.change_rubric")
    draft = RubricVersion.objects.drafts().first() if may_change else None
    return {
        "in_force": described(RubricVersion.objects.published().first()),
        "draft": described(draft),
        "may_change": may_change,
    }


def described(version: RubricVersion | None) -> dict[str, Any] | None:
    """A version with its criteria, and the behaviours of each in the order of its scores."""
    if version is None:
        return None
    return {
        "version": version,
        "criteria": [
            {
                "criterion": one,
                "rows": [
                    {"label": Score(score).label, "value": one.behaviours[score]}
                    for score in scores_allowed(one)
                    if score in one.behaviours
                ],
            }
            for one in version.criteria.all()
        ],
    }
