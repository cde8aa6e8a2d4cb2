"""What views share: refusals that look like absence, and list pages that no address can break."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.views.generic import ListView

PER_PAGE = 50
# A page number with more digits than this is no page number.
DIGITS = 9


class MayOr404(PermissionRequiredMixin):
    """Set `permission_required`; denied and missing look alike."""

    def handle_no_permission(self) -> NoReturn:
        raise Http404


def may_or_404(request: HttpRequest, permission: str, record: Any = None) -> None:
    """:raises Http404: when whoever asks may not"""
    if not request.user.has_perm(permission, record):
        raise Http404


@login_not_required
def not_there(_request: HttpRequest, *_: Any) -> NoReturn:
    """For addresses of a library that are no pages here."""
    raise Http404


class ForgivingPaginator(Paginator):
    """Answers every page number: what is no number is the first page, what is beyond the end is the last."""

    def get_page(self, number: Any) -> Page:
        text = str(number).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
            return self.page(1)
        try:
            return self.page(int(text))
        except InvalidPage:
            return self.page(self.num_pages if int(text) > 1 else 1)


class ListPage(ListView):
    """A list of 50 to a page with a filter bar, never broken by its address.

    `filter_form` names a form class; its cleaned data goes to `filtered(rows, **asked)`. What cannot be understood is
    said at the field and filters nothing. `get_queryset` gives the rows that the viewer may see.
    """

    paginate_by = PER_PAGE
    paginator_class = ForgivingPaginator
    filter_form: type | None = None

    def filtered(self, rows: QuerySet, **_asked: Any) -> QuerySet:
        return rows

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        rows = queryset
        self.asked = None
        if self.filter_form:
            self.asked = self.filter_form(self.request.GET or None)
            if self.asked.is_bound and self.asked.is_valid():
                rows = self.filtered(queryset, **self.asked.cleaned_data)
        page = self.get_paginator(rows, page_size).get_page(self.request.GET.get(self.page_kwarg, 1))
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        pages = found["paginator"].get_elided_page_range(found["page_obj"].number, on_each_side=1, on_ends=1)
        return found | {"filter_form": self.asked, "pages": list(pages), "is_filtered": self._is_filtered()}

    def _is_filtered(self) -> bool:
        return any(value for name, value in self.request.GET.items() if name != self.page_kwarg)
