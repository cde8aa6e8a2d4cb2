"""The 200 sentences of `./dev bench --only labels`, and that the monitor does not get worse on them."""

from boundaries.language import shipped_words
from workforce_assurance.bench.rows.labels import LEAST_RECALL, MOST_FALSE_HITS, pointed_out, sample

KINDS = {"plain", "negated", "quoted", "reported", "third_party", "clinical", "mention", "threat", "plan"}


def test_the_sample_has_200_distinct_sentences_of_every_kind() -> None:
    sentences = sample()
    assert (len({one.text for one in sentences}), {one.kind for one in sentences}) == (200, KINDS)


def test_it_finds_no_fewer_labels_than_it_did() -> None:
    found = pointed_out(sample(), shipped_words(), is_label=True)
    assert found.numerator >= LEAST_RECALL * found.denominator


def test_it_points_out_no_more_in_vain_than_it_did() -> None:
    found = pointed_out(sample(), shipped_words(), is_label=False)
    assert found.numerator <= MOST_FALSE_HITS * found.denominator
