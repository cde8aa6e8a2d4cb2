"""The list of templates, a version's page, and what is done with a whole version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from ..enums import VersionState
from ..models import TemplateVersion
from .commands import copy_version, discard_draft, license_version, publish_version
from .compare import Change, compare, compare_licences
from .display import shown_sections
from .forms import LicenceForm, SeenForm
from .licences import in_words, licence_of
from .outline import SectionOutline, outline_of
from .pages import BuilderPage, DraftFormPage, RemovePage
from .queries import Use, label_of, opens_instead_of, purpose_of, shelves, unfinished, uses
from .reasons import reasons_against_publishing
from .refusals import BuilderRefusal, DraftExistsAlready, NotPublished
from .retiring import retire_version, use_for_new_records


class TemplateList(BuilderPage, TemplateView):
    template_name = "structured_templates/builder_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"shelves": shelves()}


class VersionPage(BuilderPage, TemplateView):
    template_name = "structured_templates/builder_version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        all_uses = uses(self.version.template_id)
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "sections": shown_sections(outline_of(self.version), self.areas),
            "uses": all_uses,
            "use": next(use for use in all_uses if use.version == self.version),
            "draft": _in_state(all_uses, VersionState.DRAFT),
            "is_draft": self.version.state == VersionState.DRAFT,
            "licence": in_words(licence_of(self.version)),
            "purpose": label_of(self.version.template),
        }


def _in_state(found: list[Use], state: str) -> TemplateVersion | None:
    return next((use.version for use in found if use.version.state == state), None)


class CopyVersion(BuilderPage):
    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            draft = copy_version(version=self.version, by=request.user, now=timezone.now())
        except DraftExistsAlready as refusal:
            messages.error(request, str(refusal))
            return redirect(self.version_url())
        messages.success(request, f"Version {draft.number} is a draft. Nobody sees it before you publish it.")
        return redirect("builder:version", draft.pk)


class PublishVersion(DraftFormPage):
    """What would change for everybody, why it cannot be published yet, and one button."""

    template_name = "structured_templates/builder_publish.html"
    form_class = SeenForm
    done = "Published. Records that are begun from now on use this version."

    def get_title(self) -> str:
        return f"Publish version {self.version.number}"

    def save(self, form: SeenForm) -> None:
        seen = form.cleaned_data["seen"]
        publish_version(version_id=self.version.pk, seen=seen, by=self.request.user, now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections = outline_of(self.version)
        published = _in_state(uses(self.version.template_id), VersionState.PUBLISHED)
        return super().get_context_data(**kwargs) | {
            "published": published,
            "reasons": self.reasons(sections),
            "changes": self.changes(published, sections),
            "unfinished": unfinished(published) if published else 0,
        }

    def changes(self, published: TemplateVersion | None, sections: tuple[SectionOutline, ...]) -> list[Any]:
        return _differing(published, self.version, self.areas, later=sections) if published else []

    def reasons(self, sections: tuple[SectionOutline, ...]) -> list[str]:
        return reasons_against_publishing(sections, purpose_of(self.version.template), licence_of(self.version))


def _differing(
    earlier: TemplateVersion,
    after: TemplateVersion,
    areas: dict[str, str],
    *,
    later: tuple[SectionOutline, ...] | None = None,
) -> list[Change]:
    sections = compare(outline_of(earlier), later or outline_of(after), areas=areas)
    return [*compare_licences(licence_of(earlier), licence_of(after)), *sections]


class LicenseVersion(DraftFormPage):
    """Whose words the draft holds."""

    form_class = LicenceForm
    title = "Licence"
    lead = "Whose words this version holds decides what may be kept of them."

    def stored(self) -> dict[str, Any]:
        return {"licence": self.version.licence, "licence_name": self.version.licence_name}

    def save(self, form: LicenceForm) -> None:
        seen = form.cleaned_data["seen"]
        license_version(
            version_id=self.version.pk, seen=seen, licensed=form.licensed(), by=self.request.user, now=timezone.now()
        )


class UseForNewRecords(BuilderPage):
    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        try:
            use_for_new_records(version_id=self.version.pk, by=request.user, now=timezone.now())
        except BuilderRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Records that are begun from now on use this template.")
        return redirect(self.version_url())


class RetireVersion(RemovePage):
    """Asks once before a published version is taken out of use without another in its place."""

    submit = "Retire this version"
    done = "The version is retired. What was begun under it is finished under it."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.state != VersionState.PUBLISHED:
            messages.info(request, str(NotPublished()))
            return redirect(self.version_url())
        return self.render_to_response(self.get_context_data())

    @property
    def lead(self) -> str:  # type: ignore[override]
        follows = opens_instead_of(self.version.template)
        begun = unfinished(self.version)
        written = (
            f"{begun} {'record is' if begun == 1 else 'records are'} being written under it and finished under it. "
        )
        if follows is None:
            return written + "No other template of this purpose is published: no record can be begun until one is."
        return written + f"New records are then begun with {follows.template.name}, version {follows.number}."

    def get_title(self) -> str:
        return f"Retire version {self.version.number} of {self.version.template.name}?"

    def save(self, form: SeenForm) -> None:
        retire_version(version_id=self.version.pk, by=self.request.user, now=timezone.now())


class DiscardDraft(RemovePage):
    submit = "Discard the draft"
    done = "The draft is discarded. What was published stays as it is."
    lead = "Everything that was changed in it is lost. Published versions and records stay as they are."

    def get_title(self) -> str:
        return f"Discard the draft of version {self.version.number}?"

    def save(self, form: SeenForm) -> None:
        seen = form.cleaned_data["seen"]
        discard_draft(version_id=self.version.pk, seen=seen, by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("builder:list")

    def cancel_url(self) -> str:
        return self.version_url()


class CompareVersions(BuilderPage, TemplateView):
    """The version beside any other one of the same template, the earlier one first."""

    template_name = "structured_templates/builder_compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = get_object_or_404(TemplateVersion, pk=self.kwargs["other"], template_id=self.version.template_id)
        if other == self.version:
            raise Http404
        earlier, later = sorted((self.version, other), key=lambda version: version.number)
        changes = _differing(earlier, later, self.areas)
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "earlier": earlier,
            "later": later,
            "changes": changes,
        }
