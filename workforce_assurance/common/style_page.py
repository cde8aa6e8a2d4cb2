"""The style page: every component once, with made-up content, for builders and for the browser tests."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .forms import CaseReferenceField, DateField, Form, LongTextField, Option, TextField
from .panels import Panel, Row, Way
from .support import from_file
from .tables import Cell
from .views import ForgivingPaginator


class StyleForm(Form):
    """One of each kind of question."""

    name = TextField(label="What would you call this?", help_text="A few words are enough.")
    reference = CaseReferenceField(label="Case reference", required=False)
    day = DateField(label="When did it happen?", recent=True, required=False, help_text="For example, 27/3/2026.")
    outcome = forms.ChoiceField(
        label="How did the session go?",
        choices=[
            ("held", Option("Held", "You met for as long as you meant to.")),
            ("partly", Option("Partly held", "It was interrupted; its real minutes count.")),
            ("moved", "Moved to another day"),
        ],
        widget=forms.RadioSelect,
    )
    why = TextField(label="What interrupted it?", required=False)
    signs = forms.MultipleChoiceField(
        label="Which of these have you noticed?",
        help_text="Choose any that apply. Choosing none is an answer too.",
        choices=[("avoidance", "Avoidance"), ("irritation", "Irritation"), ("rushing", "Rushing")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kind = forms.ChoiceField(
        label="Where did you meet?", choices=[("", "Choose one"), ("office", "At the office"), ("call", "By video")]
    )
    note = LongTextField(label="What would you like to talk about?", required=False, max_length=400)
    agreed = forms.BooleanField(label="I have read this", required=False)


class StyleFilter(Form):
    """A filter bar with two questions."""

    team = forms.ChoiceField(label="Team", required=False, choices=[("", "All teams"), ("north", "North")])
    since = DateField(label="Due since", required=False)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component once, with made-up content; `?errors` shows the form after a submit that was refused."""
    form = StyleForm(
        {"name": "\x00", "day": "31/2/2026", "reference": "943 476 5919"} if "errors" in request.GET else None
    )
    page = ForgivingPaginator(range(500), 50).get_page(request.GET.get("page", 4))
    pages = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    shown = {
        "form": form,
        "page_obj": page,
        "pages": pages,
        "contacts": from_file(),
        "filter_form": StyleFilter(),
        **_STYLE,
    }
    return render(request, "style.html", shown)


_STYLE = {
    "tokens": ["info", "done", "due_soon", "past_date", "error", "private", "plain"],
    "tasks": [
        {"label": "Recent high-stress events", "url": "#a", "tone": "done", "status": "Done", "current": False},
        {"label": "Current caseload risk", "url": "#b", "tone": "info", "status": "Started", "current": True},
        {"label": "Boundary challenges", "url": "#c", "tone": "", "status": "Not started", "current": False},
    ],
    "summary": [
        {"label": "Worker", "value": "Amara Osei"},
        {
            "label": "Due",
            "value": "Friday 14 November, because sessions are at most 28 days apart",
            "url": "#due",
            "change": "Move",
        },
        {"label": "Agreed", "value": "Two mornings without visits.\nA second person at home visits until the review."},
    ],
    "events": [
        {"when": "14 November, 10:02", "text": "Session held, 75 minutes", "detail": "Recorded by Ines Duarte"},
        {
            "when": "7 November, 09:30",
            "text": "Session moved to 14 November",
            "detail": "Unwell; asked by the supervisor",
        },
        {"when": "20 October, 08:15", "text": "Session planned for 7 November"},
    ],
    "headings": ["Worker", "Team", "Due", "Session"],
    "table": [
        [
            Cell("Amara Osei", url="#a"),
            Cell("North outreach", detail="Harbour"),
            "14 November",
            Cell("Held", tone="done"),
        ],
        ["Bilal Haddad", "North outreach", "3 November", Cell("9 days past its date", tone="past_date")],
        ["Chloe Marsh", "Night shelter", "28 November", "Planned"],
    ],
    "panels": [
        Panel(
            key="sessions",
            title="Sessions today",
            rows=[
                Row("Amara Osei", "#a", "Today, 14:00", "info", "North outreach, 90 minutes", "Start"),
                Row("Bilal Haddad", "#b", "9 days past its date", "past_date", "North outreach", "Record"),
                Row("Sign the record of 7 November", "#c", "Waiting for you", "due_soon"),
            ],
            all_url="#all",
            total=12,
        ),
        Panel(
            key="carried",
            title="Open adjustments",
            rows=[
                Row(
                    "Peer support",
                    status="7 days past its check",
                    tone="past_date",
                    detail="Amara Osei, carried 3 times, open for 64 days",
                    ways=(Way("Close", "#close"), Way("New day", "#day"), Way("Carry", "#carry", posts=True)),
                ),
                Row("What do I want to bring?", words="The rota for next month.\n\nWho comes along on Fridays."),
            ],
            total=2,
        ),
        Panel(key="alerts", title="Alerts", empty="Alerts about sessions past their date stand here. There are none."),
    ],
}
