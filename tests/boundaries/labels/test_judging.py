"""Sampled readings: drawn again from the seed, read without names, judged once, and what is seldom right goes off."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from boundaries.labels import commands
from boundaries.labels.counts import page
from boundaries.labels.drawing import drawn, is_reproduced
from boundaries.labels.enums import AnsweredBecause, DismissedBecause, Verdict
from boundaries.labels.exceptions import HasAPartInIt, JudgedAlready, NothingToJudge, VerdictIncomplete
from boundaries.labels.precision import is_too_seldom_right, precisions
from boundaries.models import LabelHit, LabelListVersion, LabelReading, LabelSample
from tests.factories.labels import WEEK, draw, found, hits, in_force, judged
from tests.factories.supervision import NOON
from tests.structured_templates.test_sentinel import tables_holding
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.proportions import Proportion

LATER = NOON + WEEK
WORD = "quinquereme"


def reading(labels, words=f"Kim Lee of {WORD} told me. {{name}} was manipulative again at {WORD}. Then he left."):
    found(by=labels.worker, words=words.format(name=labels.supervisor.full_name))
    return draw(by=labels.governance).readings.filter(hit__code="manipulative").first()


def confirm(one, by):
    return commands.judge(reading=one, verdict=Verdict.CONFIRMED, because=None, by=by, now=LATER)


def test_the_seed_and_the_frozen_list_give_the_sample_again(labels):
    hits(30)
    hits(5, "liar")
    sample = draw(by=labels.governance, size=20)
    hits(9, "liar")
    assert (sample.size, sample.population, is_reproduced(LabelSample.objects.get())) == (20, 35, True)
    assert set(sample.readings.values_list("hit__code", flat=True)) == {"manipulative", "liar"}


def test_another_seed_draws_others():
    frame = {"a": [str(uuid.uuid5(uuid.NAMESPACE_DNS, str(n))) for n in range(50)]}
    assert set(drawn(frame, size=10, seed="one")) != set(drawn(frame, size=10, seed="two"))


def test_what_was_drawn_is_drawn_no_more(labels):
    hits(3)
    draw(by=labels.governance)
    with pytest.raises(NothingToJudge):
        draw(by=labels.governance)


def test_a_word_is_drawn_as_it_is_worded_now(labels):
    hits(3)
    term = in_force("manipulative")
    wording = commands.Wording("Say it plainly.", tuple(term.forms))
    commands.change_term(
        code="manipulative", wording=wording, because=AnsweredBecause.BETTER_ALTERNATIVE, by=labels.governance, now=NOON
    )
    hits(2, list_number=2)
    assert draw(by=labels.governance).population == 2


def test_one_post_twice_is_one_sample(labels):
    hits(3)
    once = uuid.uuid4()
    for _ in range(2):
        commands.draw_label_sample(size=20, once=once, by=labels.governance, now=LATER)
    assert LabelSample.objects.count() == 1


def test_the_sentence_stands_alone_and_without_names(labels):
    one = reading(labels)
    sentence = commands.read_sentence(reading=one, by=labels.governance, now=LATER)
    assert (sentence.words, sentence.wording) == (f"[colleague] was manipulative again at {WORD}.", "manipulative")


def test_each_reading_leaves_a_row_before_it_is_shown(labels):
    one = reading(labels)
    labels.client("governance").get(f"/labels/readings/{one.pk}/")
    reads = TrailEntry.objects.filter(action="record.wording_read", actor=labels.governance, kind="read")
    assert reads.count() == 1


def test_nobody_reads_or_judges_what_stands_in_their_own_record(labels):
    one = reading(labels)
    one.hit.scan.refresh_from_db()
    found(by=labels.worker)
    with pytest.raises(HasAPartInIt):
        confirm(one, labels.worker)


def test_a_text_that_is_gone_is_said_to_be(labels):
    hits(1)
    one = draw(by=labels.governance).readings.get()
    page = labels.client("governance").get(f"/labels/readings/{one.pk}/").text
    assert ("Somebody else has to judge this one" in page, "Save and go on" in page) == (True, False)


def test_a_reading_is_judged_once_with_a_reason_where_it_is_dismissed(labels):
    one = reading(labels)
    for verdict, because in ((Verdict.DISMISSED, None), (Verdict.CONFIRMED, DismissedBecause.DENIED)):
        with pytest.raises(VerdictIncomplete):
            commands.judge(reading=one, verdict=verdict, because=because, by=labels.governance, now=LATER)
    confirm(one, labels.governance)
    with pytest.raises(JudgedAlready):
        confirm(one, labels.governance)
    assert precisions([in_force("manipulative")])["manipulative"] == Proportion(1, 1)


def test_what_cannot_be_told_counts_neither_way(labels):
    one = reading(labels)
    commands.judge(reading=one, verdict=Verdict.UNCLEAR, because=None, by=labels.governance, now=LATER)
    assert precisions([in_force("manipulative")])["manipulative"] == Proportion(0, 0)


@pytest.mark.parametrize(
    ("right", "of", "goes"), [(0, 49, False), (0, 50, True), (18, 50, True), (19, 50, False), (50, 100, False)]
)
def test_a_word_goes_off_when_fifty_were_judged_and_the_whole_interval_lies_below_one_half(right, of, goes):
    assert is_too_seldom_right(Proportion(right, of)) is goes


def test_the_fiftieth_verdict_switches_the_word_off_and_the_page_says_so(labels):
    found(by=labels.worker)
    hits(60)
    sample = draw(by=labels.governance, size=100)
    one = sample.readings.get(hit__in=LabelHit.objects.filter(scan__hits__isnull=False, scan__saved_at__isnull=False)
                              .exclude(scan__read_at=NOON).filter(code="manipulative")[:1])  # fmt: skip
    others = LabelReading.objects.exclude(pk=one.pk)
    assert others.filter(hit__code="manipulative").count() >= 49
    for row in others.filter(hit__code="manipulative")[:49]:
        row.verdict, row.because, row.judged_at, row.judged_by = "dismissed", "denied", NOON, labels.governance
        row.save()
    assert in_force("manipulative").is_on
    commands.judge(
        reading=one, verdict=Verdict.DISMISSED, because=DismissedBecause.DENIED, by=labels.governance, now=LATER
    )
    version = LabelListVersion.objects.published().get()
    assert (in_force("manipulative").is_on, version.published_by) == (False, None)
    page = labels.client("worker").get("/labels/terms/manipulative/").text
    assert ("By itself" in page, "It is pointed out in vain too often" in page) == (True, True)


def test_precision_begins_anew_when_a_word_is_worded_otherwise(labels):
    hits(10)
    judged(draw(by=labels.governance), 2, by=labels.governance, of=10)
    assert precisions([in_force("manipulative")])["manipulative"] == Proportion(2, 10)
    wording = commands.Wording("Say it plainly.", ("manipulative",))
    commands.change_term(
        code="manipulative", wording=wording, because=AnsweredBecause.NARROWER, by=labels.governance, now=NOON
    )
    assert precisions([in_force("manipulative")])["manipulative"] == Proportion(0, 0)


def test_the_words_of_a_text_are_in_no_table_no_trail_and_no_list(labels, caplog):
    one = reading(labels)
    confirm(one, labels.governance)
    client = labels.client("governance")
    pages = ["/labels/", "/labels/samples/", f"/labels/samples/{one.sample_id}/", "/labels/counts/", "/trail/"]
    said = "".join(client.get(page).text for page in pages)
    assert (tables_holding(WORD), WORD in said, WORD in caplog.text) == (set(), False, False)


def test_a_sample_and_a_verdict_never_change(labels):
    one = reading(labels)
    confirm(one, labels.governance)
    for rows, change in (
        (LabelSample.objects.all(), {"seed": "another"}),
        (LabelReading.objects.filter(pk=one.pk), {"verdict": "unclear"}),
        (LabelReading.objects.exclude(pk=one.pk)[:0], {}),
    ):
        if change:
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)


def test_counts_by_service_hide_what_is_small(labels):
    hits(3, team=labels.team, month=date(2026, 10, 1))
    hits(8, team=labels.team, month=date(2026, 7, 1))
    row = next(one for one in page(labels.governance, today=NOON.date())["rows"] if one[0] == labels.team.service.name)
    assert row[1:] == ["0", "0", "Suppressed", "<5", "11", "11"]


def test_a_service_of_which_nothing_was_looked_through_has_no_row(labels):
    hits(3, team=labels.team, month=date(2025, 12, 1))
    assert page(labels.governance, today=NOON.date())["rows"] == []
    assert "Counts stand here." in labels.client("governance").get("/labels/counts/").text


def test_a_verdict_leads_to_the_next_reading_and_a_wrong_one_stays(labels):
    found(by=labels.worker, words="He was manipulative. She was manipulative too.")
    first = draw(by=labels.governance).readings.first()
    address = f"/labels/readings/{first.pk}/"
    client = labels.client("governance")
    wrong = client.post(address, {"verdict": "dismissed", "because": ""})
    assert "Say why it was pointed out in vain" in wrong.text
    right = client.post(address, {"verdict": "dismissed", "because": "denied"})
    assert right.url.startswith("/labels/readings/")


def test_who_manages_sees_no_sample(labels):
    hits(1)
    sample = draw(by=labels.governance)
    for address in (
        "/labels/samples/",
        f"/labels/samples/{sample.pk}/",
        f"/labels/readings/{sample.readings.get().pk}/",
    ):
        assert labels.client("manager").get(address).status_code == 404
