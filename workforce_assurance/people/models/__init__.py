"""Persons, services, teams, who supervises and manages whom and from when to when, roles, leave, deputies, support."""

# Named by the first migration.
from .dated import _Days as _Days
from .imports import PeopleImport
from .lines import Deputy, Leave, SupervisionLine, TeamMembership
from .organisation import Holiday, Organisation
from .persons import Person
from .places import RoleGrant, Service, Team
from .support import SupportContact

__all__ = [
    "Deputy",
    "Holiday",
    "Leave",
    "Organisation",
    "PeopleImport",
    "Person",
    "RoleGrant",
    "Service",
    "SupervisionLine",
    "SupportContact",
    "Team",
    "TeamMembership",
]
