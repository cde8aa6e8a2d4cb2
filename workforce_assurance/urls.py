"""Where every page lives."""

from django.urls import include, path, re_path

from workforce_assurance.common.views import not_there

handler400 = "workforce_assurance.common.errors.bad_request"
handler403 = "workforce_assurance.common.errors.permission_denied"
handler404 = "workforce_assurance.common.errors.page_not_found"
handler500 = "workforce_assurance.common.errors.server_error"

urlpatterns = [
    path("", include("workforce_assurance.common.urls")),
    # What has a beginning of its own first: an address is held against each of these alone, and not against every page.
    # An administrator keeps the addresses: allauth's own pages for signing up and changing them are not there.
    re_path(r"^accounts/(email|signup|confirm-email)/", not_there),
    path("accounts/", include("allauth.urls")),
    path("set-up/trail/", include("workforce_assurance.audit.urls")),
    path("records/", include("workforce_assurance.structured_templates.urls")),
    path("set-up/templates/", include("workforce_assurance.structured_templates.builder.urls")),
    path("reviews/", include("boundaries.reviews.urls")),
    path("standards/", include("boundaries.standards.urls")),
    path("safe-contact/", include("boundaries.safe_contact.urls")),
    path("labels/", include("boundaries.labels.urls")),
    path("governance/", include("governance.urls")),
    path("complaints/", include("governance.complaints.urls")),
    path("inspection/", include("governance.inspections.guest_urls")),
    path("verify/", include("governance.packs.public_urls")),
    # Begins as it likes.
    path("", include("workforce_assurance.people.urls")),
    path("", include("workforce_assurance.escalations.urls")),
    path("", include("workforce_assurance.action_log.urls")),
    path("", include("workforce_assurance.rendering.urls")),
    path("", include("supervision.urls")),
    path("", include("debriefs.urls")),
    path("", include("boundaries.urls")),
    path("", include("boundaries.competency.urls")),
    path("", include("debriefs.support.urls")),
]
