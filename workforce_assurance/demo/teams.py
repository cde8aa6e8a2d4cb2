"""The services and teams of the invented organisation, and how many work in them."""

from __future__ import annotations

from dataclasses import dataclass

ORGANISATION = "Lantern Bay Support"
SAFETY_NET = "duty.desk@example.org"


@dataclass(frozen=True)
class ServiceShape:
    """One service: its teams, how many managers share them, and what its people are called."""

    name: str
    managers: int
    frontline: tuple[str, ...]
    teams: tuple[str, ...]


SERVICES = (
    ServiceShape(
        "Homelessness",
        3,
        ("Outreach worker", "Hostel support worker", "Tenancy support worker"),
        (
            "Harbour Outreach",
            "Linden House",
            "Quayside Hostel",
            "Tenancy North",
            "Tenancy South",
            "Winter Shelter",
            "Health on the Street",
            "Night Navigators",
        ),
    ),
    ServiceShape(
        "Young people",
        3,
        ("Youth worker", "Leaving care adviser", "Family mediator"),
        (
            "Leaving Care East",
            "Leaving Care West",
            "Youth Homes",
            "Detached Youth Work",
            "School Bridge",
            "Mediation",
            "Young Carers",
        ),
    ),
    ServiceShape(
        "Drugs and alcohol",
        3,
        ("Recovery worker", "Harm reduction worker", "Substance use nurse"),
        (
            "Recovery Hub",
            "Harm Reduction",
            "Prescribing Support",
            "Criminal Justice Team",
            "Aftercare",
            "Hospital Link",
            "Family Recovery",
        ),
    ),
    ServiceShape(
        "Domestic abuse",
        2,
        ("Independent advocate", "Refuge worker", "Helpline adviser"),
        ("Refuge One", "Refuge Two", "Advocacy", "Helpline", "Children's Workers", "Court Support"),
    ),
    ServiceShape(
        "Mental health",
        2,
        ("Community support worker", "Crisis worker", "Peer worker"),
        ("Crisis House", "Community North", "Community South", "Supported Living", "Peer Network", "Night Line"),
    ),
    ServiceShape(
        "Families",
        2,
        ("Family support worker", "Parenting practitioner", "Early help worker"),
        ("Early Help", "Edge of Care", "Contact Centre", "Parenting", "Perinatal", "Family Group Meetings"),
    ),
)

# Seats beside the two supervisors of each team; the first few teams have one more.
SEATS = 10
LARGER_TEAMS = 7

# The stories to find.
SLIPPED = "Harbour Outreach"
# In one winter their supervision slipped, people were ill and left, and exclusions rose.
STRAINED = frozenset({SLIPPED, "Linden House", "Quayside Hostel"})
SUPERVISOR_AWAY = "Linden House"
NEW_AND_EMPTY = "Night Navigators"
WITHOUT_SUPERVISOR = "Aftercare"
