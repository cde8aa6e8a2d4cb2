"""What inspector access registers when the app starts."""

from workforce_assurance.people.guests import register_guest_pages
from workforce_assurance.structured_templates.redacted import register_redacted_reading

# The rules are known once they are read.
from . import holdings, mail, rules
from .scope import lets_inspect


def register() -> None:
    for module in (holdings, mail):
        module.register()
    register_guest_pages("inspections", permissions={rules.USE, rules.AT_HOME}, home="inspections:home")
    register_redacted_reading(lets_inspect)
