"""What the three re-created formats ask, in words of our own: three functions, four by four, and one page."""

from __future__ import annotations

from .formats import Asks, Format, Page

EVENTS, CASELOAD, BOUNDARY, ESCALATION, CASE, AGREED = (
    "recent_high_stress_events",
    "current_caseload_risk",
    "boundary_challenges",
    "escalation_decisions",
    "case_review",
    "adjustments",
)
RESTORATIVE, FORMATIVE, NORMATIVE = ("restorative",), ("formative",), ("normative",)
KINDS = ("Workload", "Contact plan", "Peer support", "Training", "Time to recover")

THREE_FUNCTIONS = Format(
    "Three functions of supervision",
    (
        Page(
            "Restorative: what the work has taken",
            EVENTS,
            (
                Asks(
                    "spoken", "What are you bringing in with you?", help="Talk about it. It is not recorded anywhere."
                ),
                Asks("long_text", "What has been heavy, and what carried you?", functions=RESTORATIVE),
                Asks(
                    "scale",
                    "How much is left in you at the end of a working week?",
                    labels=("Nothing", "A little", "Enough", "Plenty"),
                    functions=RESTORATIVE,
                ),
            ),
            "After the three functions of supervision that Brigid Proctor named; the questions are our own.",
        ),
        Page(
            "Restorative: how full it is",
            CASELOAD,
            (
                Asks("number", "How many people do you work with now?", functions=NORMATIVE),
                Asks(
                    "yes_no", "Is somebody on your caseload at risk whom you think of at night?", functions=RESTORATIVE
                ),
                Asks(
                    "long_text",
                    "What would let you put it down?",
                    functions=RESTORATIVE,
                    after=("Is somebody on your caseload at risk whom you think of at night?", "yes"),
                ),
            ),
        ),
        Page(
            "Formative: one piece of work",
            CASE,
            (
                Asks("case_reference", "Which case?"),
                Asks("long_text", "What did you try, and what did the person make of it?", functions=FORMATIVE),
                Asks("long_text", "What would a less restrictive way have looked like?", functions=FORMATIVE),
            ),
        ),
        Page(
            "Normative: what we hold to",
            BOUNDARY,
            (
                Asks(
                    "several_of",
                    "Which standards did you lean on?",
                    labels=("Confidentiality", "Safe contact", "Recording", "Consent", "None of them"),
                    functions=NORMATIVE,
                ),
                Asks("yes_no", "Was there a boundary that was hard to keep?", functions=NORMATIVE),
            ),
        ),
        Page(
            "Normative: what goes up",
            ESCALATION,
            (Asks("long_text", "What has to be decided elsewhere, and by whom?", functions=NORMATIVE),),
        ),
        Page("What we agree", AGREED, (Asks("adjustments", "What changes, and who sees to it?", labels=KINDS),)),
    ),
)

STEPS = ("Not at all", "In places", "Mostly", "Fully")


def _both(domain: str, items: tuple[str, ...]) -> tuple[Asks, ...]:
    """The same four items on the same four steps, as each of the two sees it."""
    return (
        Asks("matrix", f"{domain}, as the worker sees it", labels=STEPS, items=items, functions=FORMATIVE),
        Asks("matrix", f"{domain}, as the supervisor sees it", labels=STEPS, items=items, functions=FORMATIVE),
    )


DOMAINS = (
    (
        "After hard days",
        EVENTS,
        ("We speak about it soon", "It is safe to speak", "Support is offered", "The service learns"),
    ),
    ("The load", CASELOAD, ("The number is right", "Risk is shared", "There are breaks", "New work is talked over")),
    (
        "Limits",
        BOUNDARY,
        ("They are clear", "They are kept kindly", "They are the same for all", "They can be asked about"),
    ),
    (
        "Deciding",
        ESCALATION,
        ("It is clear who decides", "Answers come back", "Less restrictive first", "Reasons are given"),
    ),
)


def _totals(side: str) -> Asks:
    of = tuple(f"{domain}, as the {side} sees it" for domain, _, _ in DOMAINS)
    return Asks(
        "total", f"In all, as the {side} sees it", help="The mean of 16 answers, from 1 to 4.", how="mean", of=of
    )


FOUR_BY_FOUR = Format(
    "Four by four, seen by both",
    (
        *(Page(domain, area, _both(domain, items)) for domain, area, items in DOMAINS),
        Page(
            "One case, and where we differ",
            CASE,
            (
                _totals("worker"),
                _totals("supervisor"),
                Asks("long_text", "In which case did it show that we see something differently?", functions=FORMATIVE),
            ),
        ),
    ),
)

ANCHORS = ("Struggling", "Getting by", "Steady", "Well")
WELLBEING = ("How have you slept?", "How have you been with colleagues?", "How does the work feel?")


def _one(title: str, area: str, text: str) -> Page:
    return Page(title, area, (Asks("yes_no", text, functions=NORMATIVE),))


ONE_PAGE = Format(
    "Supervision on one page",
    (
        _one("Events", EVENTS, "Is an event of the last weeks still open?"),
        _one("Caseload", CASELOAD, "Is the caseload safe to carry?"),
        _one("Boundaries", BOUNDARY, "Was every boundary kept without force?"),
        _one("Escalation", ESCALATION, "Has everything that had to go up gone up?"),
        _one("One case", CASE, "Did the case that we looked at get the least restrictive help that works?"),
        Page(
            "Wellbeing and actions",
            AGREED,
            (
                *(Asks("scale", text, labels=ANCHORS, functions=RESTORATIVE) for text in WELLBEING),
                Asks(
                    "total",
                    "Wellbeing in all",
                    help="From 3 to 12. For the two of you, never for a comparison.",
                    of=WELLBEING,
                ),
                Asks("adjustments", "What happens before next time?", labels=KINDS, functions=NORMATIVE),
            ),
        ),
    ),
)

FORMATS = (THREE_FUNCTIONS, FOUR_BY_FOUR, ONE_PAGE)
