"""What the invented interactions, reviews and replies say: plain sentences about situations, nobody's name."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "account": (
        "After the list was closed the person asked for a room, then louder. I said when it opens, and that I would ring at eight.",
        "At the door after ten the person wanted their bag. I brought it out with a colleague; we talked on the step for a while.",
        "The person called a fourth time about the same letter. I said what I could do by Thursday, and asked what mattered more.",
        "A voucher was held out to me before others. I said thank you, and that I cannot take it, and spoke of the kitchen.",
    ),
    "choices": (
        "To wait here or to be called back, and by whom. The hour of closing was not open.",
        "Which of the two appointments, and whether somebody comes along.",
        "Not much: I had offered one way and saw no other at that moment.",
    ),
    "ending": (
        "We agreed that I ring at eight, and I did.",
        "They left without a word. I told the early shift, so that somebody greets them first.",
        "With the next appointment on a card, and the number of the night desk.",
    ),
    "strength": (
        "You said the limit once, with its reason, and then stayed beside it instead of repeating it. That gave room to sit down.",
        "You took up what was behind the question before you answered it; after that the voice went down.",
        "You fetched a colleague early, and said why, so that it did not look like a threat.",
    ),
    "coaching": (
        "Name two choices before you name what is not possible: “You can wait here or I ring you at eight.”",
        "Say at the end what comes next and when, even when it is late: “I am here again on Thursday at nine.”",
        "When somebody repeats a question, ask what would help most now, before saying the rule again.",
    ),
    "context": (
        "One person at the desk with the queue at its longest.",
        "The rule about bags is known to staff and stands nowhere at the door.",
    ),
    "reply": (
        "It was the third time that night; I had named the choices before. I will try it with fewer words.",
        "I agree about the end. I would like to practise it in supervision.",
    ),
}
