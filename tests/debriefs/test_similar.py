"""Which texts resemble each other: paraphrases above the threshold, everything else below it."""

import pytest

from debriefs.similar import THRESHOLD, Pair, capped, similar_pairs

TOLD_TWICE = {
    "chair": (
        (
            "On the evening round a resident shouted at two of us in the stairwell and threw a chair after he was told that his "
            "visit had been cancelled. We stepped back, called the on-call manager and waited until he had gone to his room."
        ),
        (
            "During the evening round a resident became loud in the stairwell because his visit was cancelled, and a chair was "
            "thrown towards us. Both of us withdrew, rang the on-call manager and stayed away until he went back to his room."
        ),
    ),
    "overdose": (
        (
            "She was found on the bathroom floor, not breathing well, with a needle beside her. A colleague gave naloxone twice, "
            "I called the ambulance, and she came round before they arrived."
        ),
        (
            "We found her in the bathroom barely breathing and a needle lay next to her. Naloxone was given two times by a "
            "colleague while I rang for an ambulance; she woke up before the crew came."
        ),
    ),
    "missing": (
        (
            "The young person did not come back by curfew and the phone was switched off. We reported them missing to the police "
            "at half past eleven and drove round the usual places."
        ),
        (
            "By curfew the young person had not returned and could not be reached, the phone being off. At 23:30 we told the "
            "police that they were missing, and looked in the places where they usually go."
        ),
    ),
}
OTHERS = {
    "cup": "A resident threw a cup in the dining room when dinner was late. Nobody was hit and he apologised later on.",
    "yard": "A man collapsed in the courtyard after using. Two naloxone sprays were given and an ambulance took him away.",
    "fridge": "The fridge with the medicines was found open in the morning. The pharmacist came and replaced the doses.",
    "alarm": "The fire alarm went off at three in the morning and a tenant refused to leave. A pan had burned dry.",
}
TEXTS = {f"{name} {teller}": text for name, told in TOLD_TWICE.items() for teller, text in enumerate(told)} | OTHERS


def ends(pairs):
    return {(pair.first, pair.second) for pair in pairs}


def test_one_event_told_twice_is_found_and_nothing_else():
    assert ends(similar_pairs(TEXTS)) == {(f"{name} 0", f"{name} 1") for name in TOLD_TWICE}


def test_below_the_threshold_lies_what_is_of_one_kind_and_another_event():
    below = [pair for pair in similar_pairs(TEXTS, threshold=0.01) if pair.score < THRESHOLD]
    assert max(pair.score for pair in below) < 0.25


def test_only_what_is_asked_for_is_compared_with_all():
    assert ends(similar_pairs(TEXTS, only={"overdose 1", "alarm"})) == {("overdose 0", "overdose 1")}


def test_the_same_text_scores_one_and_the_strongest_stand_first():
    found = similar_pairs(TEXTS | {"chair 2": TEXTS["chair 0"]})
    assert found[0] == Pair("chair 0", "chair 2", 1.0)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)


@pytest.mark.parametrize(
    "texts",
    [{}, {"one": TEXTS["cup"]}, {"a": "He shouted at me.", "b": "He shouted at me."}, {"a": "", "b": "1 2 … \x00 !"}],
)
def test_too_little_is_like_nothing(texts):
    assert similar_pairs(texts) == []


def test_each_has_at_most_so_many_with_what_it_has_already():
    pairs = [Pair("a", "b", 0.9), Pair("a", "c", 0.8), Pair("a", "d", 0.7), Pair("c", "d", 0.6)]
    assert ends(capped(pairs, most=2)) == {("a", "b"), ("a", "c"), ("c", "d")}
    assert ends(capped(pairs, most=2, already={"a": 1, "d": 2})) == {("a", "b")}
