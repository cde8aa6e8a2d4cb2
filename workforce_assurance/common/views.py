"""What views share: refusals that look like absence, one form about one record, and lists that no address can break."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import ListView

from .refusals import Refusal
from .together import count_and_fetch

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


@contextmanager
def saying(request: HttpRequest, done: str) -> Iterator[None]:
    """Run one command for a button: `done` is said on the next page when there is something to say, or why it was refused."""
    try:
        yield
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        if done:
            messages.success(request, done)


class RecordForm(View):
    """One record, one form, one command, and back to the record's page.

    A kind of record says once how it is loaded, where its page is and what is shown of it.
    Each page then says its permission, its words and its form, and differs in `form` and `act`. A refusal stands on the
    form, with everything that was typed.
    """

    permission = title = submit = lead = ""
    form_class: Any = None
    template_name = "layouts/form_page.html"

    def get(self, _request: HttpRequest, **keys: Any) -> HttpResponse:
        record, at = self.load(**keys)
        return self.page(record, at, self.form(record, at))

    def post(self, request: HttpRequest, **keys: Any) -> HttpResponse:
        record, at = self.load(**keys)
        form = self.form(record, at, request.POST)
        if not form.is_valid():
            return self.page(record, at, form)
        try:
            done = self.act(form, record, at)
        except Refusal as refusal:
            form.refuse(refusal)
            return self.page(record, at, form)
        if done:
            messages.success(request, done)
        return self.answer(record)

    def load(self, **keys: Any) -> tuple[Any, Any]:
        """The record and the moment.

        :raises Http404: when there is no such record, or it is none of theirs
        """
        raise NotImplementedError

    def form(self, _record: Any, _at: Any, typed: Any = None) -> Any:
        return self.form_class(typed)

    def act(self, form: Any, record: Any, at: Any) -> str:
        """Call the one command; gives the sentence that says what was done, or none when the next page says it itself."""
        raise NotImplementedError

    def way_back(self, record: Any) -> str:
        raise NotImplementedError

    def answer(self, record: Any) -> HttpResponse:
        """What comes once it is done: back, or what was made."""
        return redirect(self.way_back(record))

    def shown(self, _record: Any, _at: Any) -> dict[str, Any]:
        """What the page says of the record."""
        return {}

    def page(self, record: Any, at: Any, form: Any) -> HttpResponse:
        words = {"title": self.title, "submit": self.submit, "lead": self.lead, "cancel_url": self.way_back(record)}
        return render(self.request, self.template_name, words | self.shown(record, at) | {"form": form})


class ForgivingPaginator(Paginator):
    """Answers every page number: what is no number is the first page, what is beyond the end is the last.

    `values`: what a row is made of, where plain values do; records cost more to fetch and to put together.
    """

    def __init__(self, *args: Any, values: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = values

    def of_values(self, rows: Any) -> Any:
        return rows.values_list(*self.values) if self.values else rows

    def _get_page(self, rows: Any, *args: Any, **kwargs: Any) -> Page:
        return super()._get_page(self.of_values(rows), *args, **kwargs)

    def get_page(self, number: Any) -> Page:
        text = str(number).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
            return self.page(1)
        try:
            return self.page(int(text))
        except InvalidPage:
            return self.page(self.num_pages if int(text) > 1 else 1)


class CountedInPart(ForgivingPaginator):
    """Counts no further than `most`, so that a page costs the same however many rows there are; filters lead to the rest."""

    most = 1_000

    def get_page(self, number: Any) -> Page:
        """The first page, which most ask for, comes with the count: one round trip."""
        if str(number).strip() != "1":
            return super().get_page(number)
        first = self.of_values(self.object_list[: self.per_page])
        self._counted = count_and_fetch(self.object_list, most=self.most + 1, page=first)
        return Page(first, 1, self)

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.most)

    @property
    def goes_on(self) -> bool:
        """Whether there are more than it counts."""
        return self._counted > self.most

    @cached_property
    def _counted(self) -> int:
        return int(self.object_list.order_by()[: self.most + 1].count())


class ListPage(ListView):
    """A list of 50 to a page with a filter bar, never broken by its address.

    `filter_form` names a form class; its cleaned data goes to `filtered(rows, **asked)`. What cannot be understood is
    said at the field and filters nothing. `get_queryset` gives the rows that the viewer may see.
    """

    # What `layouts/list_page.html` says; `back` is an address and its words, `file` the address of the same as a file.
    title = lead = what = file = ""
    columns: tuple[str, ...] = ()
    back: tuple[str, str]
    # What `layouts/drawn_list.html` says too: how one more is made (an address and its words), and where there is none.
    caption = ""
    make: tuple[str, str]
    none: tuple[str, str]
    paginate_by = PER_PAGE
    paginator_class = ForgivingPaginator
    filter_form: type | None = None
    values: tuple[str, ...] = ()

    def filtered(self, rows: QuerySet, **_asked: Any) -> QuerySet:
        return rows

    def every_row(self) -> Any:
        """The list whole, as its address narrows it: for a file."""
        return self._narrowed(self.get_queryset())

    def _narrowed(self, rows: Any) -> Any:
        self.asked = self.filter_form(self.request.GET or None) if self.filter_form else None
        if self.asked and self.asked.is_bound and self.asked.is_valid():
            return self.filtered(rows, **self.asked.cleaned_data)
        return rows

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        rows = self._narrowed(queryset)
        paginator = self.get_paginator(rows, page_size, values=self.values)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg, 1))
        return page.paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        pages = found["paginator"].get_elided_page_range(found["page_obj"].number, on_each_side=1, on_ends=1)
        return found | {"filter_form": self.asked, "pages": list(pages), "is_filtered": self._is_filtered()}

    def _is_filtered(self) -> bool:
        return any(value for name, value in self.request.GET.items() if name != self.page_kwarg)
