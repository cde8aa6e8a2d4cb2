"""What the invented rationales say, part by part: plain sentences about situations, nobody's name."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "what_happened": (
        "On Tuesday at half past four a chair was thrown towards the desk. Two people saw it; nobody was hit.",
        "Three times in one week there was shouting at the door after ten at night. The log of the desk has the times.",
        "Four letters and six calls in seven weeks were not answered. The last visit was on the ninth.",
    ),
    "risk_now": (
        "With one worker on an evening somebody at the desk could be hurt. Without a bed tonight the person would be outside.",
        "The risk for others is low at day and higher at night. Losing the place would end the treatment that has just begun.",
        "Nobody is in danger now. If we close, the prescription is not followed up by anybody.",
    ),
    "why_not_enough": (
        "We spoke twice and agreed on two workers at the desk; it happened again within three days.",
        "Another entrance was offered and taken for a week. It did not help on the evenings with long queues.",
        "Texts, a visit at another hour and a call through the day centre were tried and not answered.",
    ),
    "in_proportion": (
        "In March we decided three days for the same in another hostel. This is no longer than that.",
        "It leaves the day centre and the nurse open. Only evenings are limited.",
        "It is the least that keeps the desk staffed. Others in the same situation got a warning first, and so did this person.",
    ),
    "why_so_long": (
        "Until the rota has two people on every evening again; no longer than that.",
        "A week gives time for the conversation with the advocate. It can be shorter.",
        "Anybody can come back by calling the duty number, the same day.",
    ),
    "criteria": (
        "A conversation with a worker of their choice, and an evening without shouting. The duty lead looks every Friday.",
        "We have two people on the evening shift. Then it ends, whatever else.",
        "They answer in any way. The team looks at it at each Monday meeting.",
    ),
    "their_view": (
        "“I waited two hours and nobody said why.” They want to keep the nurse.",
        "They say that the noise of the corridor is too much after dark, and ask for another room.",
        "They were not reached yet. The outreach worker asks as soon as they are seen.",
    ),
    "how": ("The advocacy service of the borough was called on the same day.",),
    "said": (
        "They say that they were not there on that evening, and ask to come to the day centre meanwhile.",
        "They say that it was the third time that a promise was not kept by us, and ask for another worker.",
    ),
    "why": (
        "The log and the rationale agree. It was needed; a shorter time would have done, and we say so to the team.",
        "The warning that should have come first was never given. The decision is taken back.",
    ),
}
# Once in so many answers somebody wrote as people do when they are worn out: what the label monitor is for. Some say what happened.
LABELLED_ONCE_IN = 18
LABELLED: dict[str, tuple[str, ...]] = {
    "what_happened": (
        "He was aggressive at the desk again, and two people left the queue.",
        "She failed to attend three times in a row.",
        "He refuses to sit beside the window, and we moved the chair.",
    ),
    "risk_now": (
        "She is manipulative with new staff, so that two of us are always there.",
        "She is a difficult client, and nobody on the late shift wants to be alone with her.",
        "She is chaotic on the days before her benefit comes.",
    ),
    "why_not_enough": (
        "He is non-compliant with the plan that we made in May.",
        "He refuses the tablets in the morning and takes them in the evening.",
        "He is demanding when the queue is long.",
    ),
    "criteria": (
        "If he shouts at the desk again, we will close his case.",
        "Unless she keeps the next appointment, we won't see her any more.",
    ),
}
CODES: dict[str, tuple[object, ...]] = {
    "tried": (["talked", "agreement"], ["talked", "other_time"], ["talked", "other_worker", "other_agency"]),
    "asked": ("asked", "asked", "asked", "later", "chose_not"),
    "offered": ("took_part", "declined", "waits", "none"),
    "looked_at": (["rationale", "person", "team"], ["rationale", "person", "others"]),
}
