"""Charts on paper: what makes PDFs gives a drawing nothing of the page's style, so that it brings its own. Pure."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# The light tokens of the design; each state has a shape of its own, and colour only helps.
STYLE = (
    ".spc__label{fill:#4a5763;font-family:'DejaVu Sans';font-size:12px}"
    ".spc__rule{fill:none;stroke:#d6dde1;stroke-width:1}"
    ".spc__line,.spc__centre,.spc__limit,.spc__target,.spc__note{fill:none;stroke:#6b7680;stroke-width:1.5}"
    ".spc__centre{stroke:#17212b;stroke-width:1.25}"
    ".spc__limit{stroke:#17212b;stroke-width:1;stroke-dasharray:3 3}"
    ".spc__target{stroke:#8a1f5c;stroke-dasharray:12 5}"
    ".spc__mark{fill:#ffffff;stroke:#6b7680;stroke-width:2}"
    ".spc__mark--improvement{fill:#1173b5;stroke:#1173b5}"
    ".spc__mark--concern{fill:#b85400;stroke:#b85400}"
    ".spc__mark--change{fill:#4b2a8c;stroke:#4b2a8c}"
    ".spc-assured circle,.spc-assured path{fill:none;stroke:#17212b;stroke-width:1.25}"
)


def printed(chart: SafeString) -> SafeString:
    """The drawing with its style within, after the title that is read out in its place."""
    return mark_safe(chart.replace("</title>", f"</title><style>{STYLE}</style>", 1))  # noqa: S308 - our own drawing


def printed_small(drawing: SafeString, said: str) -> SafeString:
    """A shape or a small line that is silent on a page, as a figure of its own on paper: with what is read out in its place."""
    within = format_html("<title>{}</title>", said) + mark_safe(f"<style>{STYLE}</style>")  # noqa: S308 - a constant
    head, bracket, rest = drawing.replace(' aria-hidden="true"', ' role="img"', 1).partition(">")
    return mark_safe(f"{head}{bracket}{within}{rest}")  # noqa: S308 - our own drawing, and words that are escaped
