"""The fixed words of support that the code itself asks for."""

from workforce_assurance.people.enums import SupportWay

CHECK_IN_MAIL, REQUEST_MAIL = "debriefs.check_in", "debriefs.support_request"
# What people ask for themselves; a talk with a manager and time off the task are agreed with a person one knows.
ASKED_FOR = (SupportWay.PEER, SupportWay.EMPLOYEE_ASSISTANCE, SupportWay.OCCUPATIONAL_HEALTH)
