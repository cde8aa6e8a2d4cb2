"""What the invented complaints say and how they are answered: plain sentences about what happened, nobody's name."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "in_their_words": (
        "I was told to come at ten and sat there until noon. Nobody said why. Then the door was closed for lunch.",
        "Nobody told me that my worker had changed. I rang the old number for two weeks.",
        "They talked about my tablets at the desk where everybody could hear it.",
        "I asked for a letter about my place and was promised it three times. I still do not have it.",
        "I was out for a week for something I say I did not start. Nobody asked me what happened.",
        "The lift has been broken since before Easter, and I cannot do four flights with my leg.",
        "You were kind when my brother was ill. But nobody called us back after the weekend, and you said you would.",
    ),
    "what_it_did": (
        "I missed the appointment that I had after it.",
        "I felt that I was not worth a call.",
        "I slept at a friend's for two nights.",
    ),
    "how_to_answer": (
        "A conversation, with the advocate from the day centre there. No letter, please.",
        "By letter, in large print.",
        "By telephone in the afternoon; an interpreter for Somali helps.",
    ),
    "what_happened": (
        "Two people were off that morning and the desk was not told which appointments stood. The list on the door was of the week before.",
        "The change was written in the plan of the team, and nobody was asked to call. The old number was not forwarded.",
        "The desk has no second room. Medication is handed out there in the same hour in which it is busiest.",
        "The decision was made within the day. What the person says about it was not asked before, and it should have been.",
        "What was said is not in our log, and the person whom it is about remembers it differently. We could not find out more.",
    ),
    "why_so": (
        "What we promise is a word within half an hour. It was not kept.",
        "We say that a change of worker is told beforehand. It was not.",
        "The rule was kept; how it was explained was not good enough.",
        "We find that it was done as we promise, and understand that it felt otherwise.",
    ),
    "told": (
        "That it is right and we are sorry; that somebody stands at the door from now on when it gets late; and who to turn to.",
        "What we found, in a conversation with the advocate. They asked for nothing more.",
        "By letter in large print: what happened, what changes, and that they can have it looked at by somebody from outside.",
    ),
    "to_learn": (
        "A list at the door that says how long it takes, and somebody who calls when it takes longer.",
        "Who tells people of a change has to be part of the plan.",
        "Nothing beyond this, as far as we can see.",
    ),
}  # fmt: skip
