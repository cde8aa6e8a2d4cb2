"""What the label monitor points out, and what it leaves alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundaries.language import Category, Flag, flag_text, shipped_words
from boundaries.language.words import SHIPPED

WORDS = shipped_words()
POINTED_OUT = [
    "She was manipulative with staff all week.",
    "Very demanding today, rang four times.",
    "Client kicked off when told about the rules.",
    "Sam is attention seeking again.",
    "The residents were aggressive at dinner.",
    "His behaviour was manipulative and rude.",
    "He is a liar.",
    "Refused to engage with the plan.",
    "He claims he was attacked.",
    "She is an addict and will not change.",
    "If you miss another appointment we will close your case.",
    "I told him that if he shouted again we would have to end his support.",
    "Unless she apologises she will be evicted.",
    "He has to stop or we'll call the police.",
    "We won't see you until you have signed.",
    "Told her her place would be withdrawn if she came in late again.",
    "Another manipulative young person in the house.",
    "She is not only manipulative but also lazy.",
    "Staff find her difficult.",
    "A frequent flyer, back again on Friday.",
    "Non-compliant with medication.",
    "His case will be closed if he does not ring.",
    "He did not attend and was aggressive on the phone.",
    "Typical drug-seeking behaviour.",
    "Client is resistant to support.",
    "He is playing games with the team.",
    "The tenant was abusive and demanding.",
    "They are chaotic and hard to engage.",
    "Management team feels she is testing boundaries.",
    '"We\'ll close your case if you carry on," I told him.',
    "The police said that he's a liar.",
    "The council told us she is a troublemaker.",
    "If he is late again, I am closing his case.",
    "She was told that unless she signs we'd be stopping her visits.",
    "If you don't stop, we will call the police.",
    "Come in drunk once more or you lose the room.",
    "He isn't compliant with the plan.",
    "Sam was demanding all evening.",
]
LEFT_ALONE = [
    "She was not manipulative at all.",
    '"You are all manipulative," she said.',
    "He said he is an addict and wants help.",
    "The landlord was aggressive on the phone.",
    "It was a difficult day.",
    "We had a demanding shift.",
    "I was rude to him and said sorry.",
    "We talked about why we call him manipulative.",
    'The word "difficult" stands in four of our notes.',
    "Her depression is treatment-resistant.",
    "The dog was aggressive.",
    "She calls herself an alcoholic.",
    "His ex-partner is violent and manipulative.",
    "He was lying on the sofa when I came in.",
    "We will never close her case because she misses appointments.",
    "The landlord told her he would evict her if the rent was late.",
    "She found it difficult to talk.",
    "If she stops breathing we will call an ambulance.",
    "We will close her case on Friday as she asked.",
    "The conversation with her was difficult.",
    "My colleague was hostile in the meeting.",
    "Instead of non-compliant, write what she chose.",
    "She is entitled to a review.",
    "He claims Universal Credit.",
    "Never aggressive, always polite.",
    '"If you come back I will call the police," the neighbour shouted.',
    "We should not tell people that we will close their case if they miss a visit.",
    "Her father is an alcoholic.",
    "He attends Alcoholics Anonymous.",
    "No longer as chaotic since the move? No: settled.",
    "Working with him is difficult.",
    "The behaviour of the landlord was aggressive.",
    "No one here thought that she was being demanding.",
    "Her alcohol intake is lower and self-harm has stopped.",
    "“I'm a nightmare before noon,” was the first thing we heard.",
    "The course was about words such as junkie, lazy and drunk.",
    "Kim called herself “a liar and a thief”.",
    "Her uncle, who was drunk, stayed outside.",
    "We filled in the Drug Abuse Screening Test together.",
    "If her husband comes to the door we will call the police.",
]


def codes(text: str) -> list[str]:
    return [flag.code for flag in flag_text(text, WORDS)]


@pytest.mark.parametrize("text", POINTED_OUT)
def test_a_wording_that_judges_or_threatens_is_pointed_out(text):
    assert codes(text) != []


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_denied_quoted_about_others_or_discussed_is_left_alone(text):
    assert codes(text) == []


def test_a_flag_says_where_what_and_what_could_be_said_instead():
    term = next(term for term in WORDS.terms if term.code == "manipulative")
    found = flag_text("Seen at 10. She was manipulative again.", WORDS)
    assert found == (Flag(20, 32, "manipulative", Category.CHARACTER, term.alternative),)


def test_each_wording_is_pointed_out_in_its_place():
    text = "He is lazy; she is demanding. If he carries on we will end his support."
    assert [text[flag.start : flag.end] for flag in flag_text(text, WORDS)] == [
        "lazy",
        "demanding",
        "we will end his support",
    ]


def test_a_small_letter_that_is_longer_moves_nothing():
    text = "İ. If he shouts again we will end his support."
    flag = flag_text(text, WORDS)[0]
    assert text[flag.start : flag.end] == "we will end his support"


@given(st.text(max_size=300))
def test_any_text_has_flags_inside_it_and_in_order(text):
    found = flag_text(text, WORDS)
    assert all(0 <= flag.start < flag.end <= len(text) for flag in found)
    assert list(found) == sorted(found, key=lambda flag: flag.start)


def test_a_long_text_without_ends_is_read_in_a_moment():
    assert len(flag_text("she was manipulative and " * 2_000, WORDS)) == 2_000


def test_every_term_says_what_could_be_said_instead_and_none_stands_twice():
    described = json.loads(SHIPPED.read_text())
    assert [one["code"] for one in described["terms"]] == list(dict.fromkeys(one["code"] for one in described["terms"]))
    assert all(one["alternative"].endswith(".") for one in described["terms"])
    forms = [form for term in WORDS.terms for form in term.forms]
    assert len(forms) == len(set(forms))
