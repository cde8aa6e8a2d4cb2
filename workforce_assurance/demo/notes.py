"""What the invented records say: humane, specific, and about nobody; service users are case references alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workforce_assurance.structured_templates.kinds import Value

Answers = dict[str, Value]


@dataclass(frozen=True)
class Agreed:
    """One adjustment: what kind, in words what, how many days it runs, and after how many it is looked at."""

    kind: str
    what: str
    days: int
    check_after: int


@dataclass(frozen=True)
class Note:
    """One record, section by section."""

    sections: dict[str, Answers]
    agreed: tuple[Agreed, ...] = field(default=())


def said(words: str) -> Value:
    return Value(words=words)


def chose(coded: Any, why: str | None = None) -> Value:
    return Value(coded=coded, words=why)


def cases(*rows: dict[str, Any]) -> Value:
    """Rows of a repeating group: their codes in the clear, their words apart."""
    coded = [
        {"row": f"r{n}", "answers": {"case": row["case"], **({"level": row["level"]} if "level" in row else {})}}
        for n, row in enumerate(rows)
    ]
    words = {
        f"r{n}": {key: value for key, value in row.items() if key not in ("case", "level")}
        for n, row in enumerate(rows)
    }
    return Value(coded=coded, words=words)


def signs(worker: list[str], supervisor: list[str]) -> Value:
    return Value(coded={"worker": worker, "supervisor": supervisor})


QUIET_MONTH = Note(
    {
        "opening": {
            "from_last_time": said(
                "The paired visits are easier than expected; we keep them until the end of the month."
            ),
            "wants_to_talk_about": said("How to hand over LB-2207 well, and leave dates in spring."),
        },
        "recent_high_stress_events": {"kinds": chose(["none"]), "weight": chose("1")},
        "current_caseload_risk": {
            "caseload": chose(14),
            "slipping": said("Two tenancy reviews are a week behind. Nobody is at risk because of it."),
        },
        "boundary_challenges": {"any": chose("no")},
        "escalation_decisions": {"any": chose("no")},
        "case_review": {
            "case": chose("LB-2207"),
            "their_view": said("They want to choose which mornings we come, and to be told before anybody new visits."),
            "engagement": chose("3"),
            "curiosity": said(
                "We know what helps on a bad day, and little about what a good week looks like for them."
            ),
            "restrictions": chose("no"),
            "next_contact": said("Introduce the new worker at the café they chose, and leave when they say so."),
        },
        "drift_signs": {"signs": signs(["none"], ["none"]), "what_drives_it": chose(["nothing"])},
        "closing": {"take_away": said("Handing over slowly is part of the work, not time lost from it.")},
    }
)

AFTER_AN_OVERDOSE = Note(
    {
        "opening": {"wants_to_talk_about": said("The overdose at the hostel, and the nights since.")},
        "recent_high_stress_events": {
            "kinds": chose(["overdose", "death"]),
            "what_it_left": said(
                "Sleeping badly, and checking the phone before each shift. The second resident, LB-1180, survived; "
                "that has been hard to take in beside the first."
            ),
            "weight": chose("4"),
            "debriefed": chose("yes", "The hot debrief was the same evening; the learning debrief is next week."),
            "support": chose(["peer", "eap"]),
        },
        "current_caseload_risk": {
            "caseload": chose(17),
            "cases": cases(
                {"case": "LB-1180", "concern": "Back at the hostel since Monday, using alone in the room."},
                {"case": "LB-1342", "concern": "Was close to the person who died, and has not been seen for two days."},
            ),
            "slipping": said("Two key-work sessions were cancelled. The night staff have been told about both people."),
        },
        "boundary_challenges": {"any": chose("no")},
        "escalation_decisions": {"any": chose("no")},
        "case_review": {
            "case": chose("LB-1180"),
            "their_view": said("They asked not to be checked on every hour at night, and offered to text when awake."),
            "engagement": chose("3"),
            "curiosity": said("What they are grieving for besides the friend they lost."),
            "restrictions": chose("yes", "Hourly room checks since the overdose."),
            "less_restrictive": said(
                "Agree two checks and a text, write it down together, and look at it again on Friday."
            ),
            "next_contact": said("Sit down with the harm reduction worker and the naloxone kit, with tea, not a form."),
        },
        "drift_signs": {
            "signs": signs(["irritation"], ["irritation", "rushing"]),
            "difference": said(
                "I had not noticed that I cut conversations short at the end of a shift. It rings true."
            ),
            "what_drives_it": chose(["events", "workload"]),
        },
        "closing": {"take_away": said("It is not weakness to swap the next two nights; it is how the team lasts.")},
    },
    (
        Agreed("workload", "No lone nights for three weeks; the duty lead swaps the rota.", 21, 21),
        Agreed("peer_support", "Twenty minutes with a colleague after each shift with an overdose.", 42, 14),
    ),
)

THREATS = Note(
    {
        "opening": {
            "from_last_time": said("The shorter caseload was kept for four weeks and made room for the reviews.")
        },
        "recent_high_stress_events": {
            "kinds": chose(["violence"]),
            "what_it_left": said(
                "Shouted at and followed to the car. No injury, and a knot in the stomach on that street."
            ),
            "weight": chose("3"),
            "debriefed": chose("yes", "The same day, with the manager on call."),
            "support": chose(["manager"]),
        },
        "current_caseload_risk": {"caseload": chose(15)},
        "boundary_challenges": {
            "any": chose("yes", "Threats when a request was refused, and messages late at night."),
            "kinds": chose(["threats", "contact"]),
            "what_happened": said(
                "LB-0967 sent eleven messages on a Sunday night after the refused loan, two of them threats."
            ),
            "say_next_time": said(
                "I read messages in working hours. Tonight the helpline can talk with you; here is the number."
            ),
            "safe": chose("no", "Not alone on that estate for now."),
        },
        "escalation_decisions": {
            "any": chose("yes", "The police were told about the second message."),
            "decisions": cases(
                {
                    "case": "LB-0967",
                    "what": "Reported the threat, kept the case open.",
                    "why": "The threat named a place and a time.",
                }
            ),
            "same_today": chose("yes", "With one difference: I would have told LB-0967 myself before the police did."),
            "step_down": said("Visits in pairs for a month. Alone again once two visits in a row have gone calmly."),
        },
        "case_review": {
            "case": chose("LB-0967"),
            "their_view": said("They say that nobody rings back, and that shouting is the one thing that works."),
            "engagement": chose("2"),
            "curiosity": said("Who used to ring back, and when that stopped."),
            "restrictions": chose("yes", "Visits in pairs, calls only in the daytime."),
            "less_restrictive": said("A fixed call twice a week that we never miss may do more than the limits."),
            "next_contact": said("Ring on Tuesday at two as promised, and say what happens next and when."),
        },
        "drift_signs": {
            "signs": signs(["avoidance", "rigid_rules"], ["avoidance"]),
            "difference": said("We see the avoidance alike. I find the rules useful; we keep talking about it."),
            "what_drives_it": chose(["events", "no_support"]),
        },
        "closing": {"take_away": said("Being predictable is what makes the limit fair.")},
    },
    (
        Agreed("paired_work", "All visits on the estate in pairs.", 30, 28),
        Agreed("contact_plan", "One fixed call on Tuesdays and Fridays instead of answering every message.", 60, 14),
    ),
)

WORN = Note(
    {
        "opening": {"wants_to_talk_about": said("Whether I still like this work. I think I do.")},
        "recent_high_stress_events": {
            "kinds": chose(["disclosure", "child_protection"]),
            "what_it_left": said(
                "Carrying the disclosure home. It helped to say aloud that I was sad, not only tired."
            ),
            "weight": chose("4"),
            "debriefed": chose("no", "There was no cover for it on the day. A learning debrief is asked for."),
            "support": chose(["peer", "time_off_task"]),
        },
        "current_caseload_risk": {
            "caseload": chose(21),
            "cases": cases(
                {"case": "LB-1506", "concern": "School has gone quiet; the next conference is in ten days."}
            ),
            "slipping": said("Recording is four days behind. The three open referrals should go to somebody else."),
        },
        "boundary_challenges": {"any": chose("no")},
        "escalation_decisions": {"any": chose("no")},
        "case_review": {
            "case": chose("LB-1506"),
            "their_view": said("The mother wants us to say what we are worried about before the meeting, not in it."),
            "engagement": chose("3"),
            "curiosity": said("What the week looks like from the older child's side."),
            "restrictions": chose("no"),
            "next_contact": said("Read the report together on Thursday, with time for her corrections."),
        },
        "drift_signs": {
            "signs": signs(["emotional_withdrawal"], ["emotional_withdrawal", "reduced_curiosity"]),
            "difference": said(
                "The reports had become shorter and more about tasks. Seeing two side by side convinced me."
            ),
            "what_drives_it": chose(["workload", "events"]),
        },
        "closing": {"take_away": said("Asking for less work in time is part of doing it well.")},
    },
    (Agreed("workload", "No new referrals for four weeks; three go to the team next door.", 28, 28),),
)

# Three in a row like this, and the page over time says that little of it was restorative.
CASES_ALONE = Note(
    {
        "opening": {"from_last_time": said("Both referrals were made. The third is waiting for a place.")},
        "current_caseload_risk": {
            "caseload": chose(19),
            "cases": cases({"case": "LB-2210", "concern": "Rent arrears; the hearing is in three weeks."}),
            "slipping": said("Two reviews are a week behind. They are booked for Thursday."),
        },
        "boundary_challenges": {"any": chose("no")},
        "escalation_decisions": {"any": chose("no")},
        "case_review": {
            "case": chose("LB-2210"),
            "engagement": chose("3"),
            "restrictions": chose("no"),
            "next_contact": said("Go through the letter together before the hearing."),
        },
    }
)

NOTES = (AFTER_AN_OVERDOSE, THREATS, WORN, QUIET_MONTH)

STATEMENT = (
    "I agree with most of this. I see the visits in pairs differently: they help me, and they tell people in their own "
    "home that we are afraid of them. I would like us to look at that after two weeks, not four."
)
STATEMENT_OF_SUPERVISOR = (
    "I would rather keep the pairs for the four weeks: the threat named a place and a time. I hear what it does to the "
    "people at home, and I will ask the two who go how it lands. We look at it on the day we agreed."
)
AMENDED_BECAUSE = "The date of the conference was wrong in the record."
AMENDMENT = "The conference is in eleven days, not ten. The school has been told."
ON_MY_MIND = "The nights. I want to say it before I am asked, and I do not want it to become a form."
WANT_TO_BRING = "How the team talks about the person who died, and the rota for next month."
TOPICS = (
    "The rota for next month",
    "HB-2041: what to do before the conference",
    "Who else could come along on Fridays",
)
