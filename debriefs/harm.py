"""What each grade of harm means, in words that stand beside the choice. Pure.

After the grades of NHS England's "Learn from patient safety events" service, put into our own words and kept apart for
bodies and for minds.
"""

from __future__ import annotations

from workforce_assurance.common.forms import Option

from .enums import Harm

PHYSICAL = {
    Harm.NONE: "Nobody was hurt.",
    Harm.LOW: "A small injury: first aid or a closer look was enough.",
    Harm.MODERATE: "Treatment was needed, or somebody could not do what they usually do for a while.",
    Harm.SEVERE: "An injury that lasts, or that life was in danger from.",
    Harm.FATAL: "Somebody died.",
    Harm.NOT_KNOWN: "It can be added later.",
}
PSYCHOLOGICAL = {
    Harm.NONE: "No distress that anybody noticed or spoke of.",
    Harm.LOW: "Distress that eased within days with ordinary support.",
    Harm.MODERATE: "Distress that needs more than ordinary support, or lasts for weeks.",
    Harm.SEVERE: "Distress that changes daily life, for months or longer.",
    Harm.NOT_KNOWN: "It often shows later, and can be added then.",
}
# Field, its question, the definitions that belong to it.
GRADED = (
    ("harm_served_physical", "Was somebody we serve hurt?", PHYSICAL),
    ("harm_served_psychological", "And psychologically, as far as it shows?", PSYCHOLOGICAL),
    ("harm_staff_physical", "Was somebody of the staff hurt?", PHYSICAL),
    ("harm_staff_psychological", "And psychologically, as far as anybody chose to say?", PSYCHOLOGICAL),
)
SHORT = {
    "harm_served_physical": "Harm to the person served, physical",
    "harm_served_psychological": "Harm to the person served, psychological",
    "harm_staff_physical": "Harm to staff, physical",
    "harm_staff_psychological": "Harm to staff, psychological",
}


def choices(definitions: dict[Harm, str]) -> list[tuple[str, Option]]:
    return [(grade.value, Option(grade.label, hint)) for grade, hint in definitions.items()]
