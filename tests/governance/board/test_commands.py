"""Drafting a board paper, writing beside its figures, and issuing it."""

import uuid
from datetime import timedelta

import pytest

from governance.board import commands
from governance.board.exceptions import IsDrafted, NobodyReads, NotADraft, NothingMeasured, TooManyCaveats
from governance.board.mail import write
from governance.board.taking import digest_of
from governance.measures.commands import compute
from governance.measures.enums import NoteKind
from governance.measures.judging import add_note
from governance.measures.queries import settled_until
from governance.measures.registry import MEASURES
from governance.measures.shown import ORGANISATION, Place
from governance.measures.sources import NOTE_KIND
from governance.models import BoardPaper, ShownValue
from tests.factories import audits, board
from tests.factories.people import PersonFactory, ServiceFactory, TeamFactory
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.action_log.models import Action
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.models import Organisation

pytestmark = pytest.mark.django_db
LATER = SUMMER + timedelta(days=1)


def wanted(now=SUMMER, place=ORGANISATION):
    return commands.Wanted(place, board.last_month(now), board.last_month(now))


def figures_of(paper):
    return BoardPaper.objects.get(pk=paper.pk).figures


def test_a_paper_says_what_changed_as_the_pages_of_measures_do(place):
    said, *_ = board.drafted(place.governance, now=SUMMER).figures["sentences"]
    assert said["look"] == "concern"
    assert said["words"].startswith("Supervision on time: 40 % in April 2027, lower than is usual")


def test_the_figures_stay_as_they_stood_whatever_comes_after(place):
    paper = board.drafted(place.governance, now=SUMMER)
    ShownValue.objects.update(numerator=1)
    Organisation.objects.update(name="Called otherwise", smallest_group=19)
    kept = figures_of(paper)
    assert kept["measures"][0]["latest"] == "40 %"
    assert (kept["smallest"], digest_of(kept)) == (5, paper.digest)


def test_the_same_values_give_the_same_digest(place):
    first = board.drafted(place.governance, now=SUMMER)
    commands.take_figures_anew(paper=first, by=place.governance, now=LATER)
    assert BoardPaper.objects.get().digest == first.digest


def test_figures_taken_anew_are_as_they_stand_now_and_caveats_stay(place):
    paper = board.drafted(place.governance, now=SUMMER)
    board.caveat(paper, now=SUMMER)
    ShownValue.objects.filter(month=board.last_month(SUMMER)).update(numerator=85)
    commands.take_figures_anew(paper=paper, by=place.governance, now=LATER)
    anew = BoardPaper.objects.get()
    assert (anew.figures["measures"][0]["latest"], anew.taken_at, anew.caveats.count()) == ("85 %", LATER, 1)


def test_nothing_after_its_last_month_is_in_it(place):
    before = board.last_month(SUMMER).replace(month=3)
    paper = commands.draft_paper(
        wanted=commands.Wanted(ORGANISATION, before, before), once=uuid.uuid4(), by=place.governance, now=SUMMER
    )
    assert paper.figures["measures"][0]["when"] == "Mar 2027"
    assert paper.figures["sentences"] == []


def test_a_hidden_value_is_in_no_paper(place):
    board.measured(place.team, [(2, 3)] * 36, key="debriefs.in_time", now=SUMMER)
    figures = board.drafted(place.governance, now=SUMMER).figures
    assert [one["key"] for one in figures["measures"]] == ["supervision.on_time"]
    assert any("are hidden" in one["words"] for one in figures["gaps"])


def test_the_gaps_name_teams_of_which_nothing_is_known(place):
    silent = PersonFactory(team=TeamFactory(name="Silent team", service=place.service)).full_name
    gaps = board.drafted(place.governance, now=SUMMER).figures["gaps"]
    assert any("Silent team" in one["about"] for one in gaps)
    assert silent not in str(gaps)


def test_what_we_do_is_an_action_of_governance_with_a_role_and_a_date_and_no_name(place):
    audits.action_in(place.team, title="Of a team alone", now=SUMMER)
    finding = from_a_note(place)
    figures = board.drafted(place.governance, now=SUMMER).figures
    assert [(one["title"], one["role"]) for one in figures["actions"]] == [("Ask sooner", "Team manager")]
    assert figures["actions"][0]["due"] == finding.due_on.isoformat()
    assert place.manager.full_name not in str(figures)


def from_a_note(house, *, of=ORGANISATION):
    note = add_note(
        measure=MEASURES["supervision.on_time"], place=of, month=board.last_month(SUMMER), kind=NoteKind.DOING,
        words="We ask sooner", by=house.governance, now=SUMMER,
    )  # fmt: skip
    agreed = action_log.Agreed(
        "Ask sooner", "improvement", "system", owner=house.manager, due_on=(SUMMER + timedelta(days=60)).date(),
        checker=house.governance, source_kind=NOTE_KIND, source_id=note.pk,
    )  # fmt: skip
    return action_log.open_action(agreed=agreed, by=house.governance, now=SUMMER)


def test_a_service_s_paper_has_nothing_of_another_service(place):
    elsewhere = ServiceFactory(name="Far away")
    from_a_note(place, of=Place("service", elsewhere.pk))
    paper = board.drafted(place.governance, place=Place("service", place.service.pk), now=SUMMER)
    assert (paper.figures["actions"], paper.figures["place"]) == ([], place.service.name)
    assert Action.objects.exists()


def test_a_form_sent_twice_drafts_once_and_a_second_draft_is_refused(place):
    once = uuid.uuid4()
    for _ in range(2):
        commands.draft_paper(wanted=wanted(), once=once, by=place.governance, now=SUMMER)
    assert BoardPaper.objects.count() == 1
    with pytest.raises(IsDrafted):
        commands.draft_paper(wanted=wanted(), once=uuid.uuid4(), by=place.governance, now=SUMMER)


def test_a_place_of_which_nothing_is_known_has_no_paper(place):
    nowhere = Place("service", ServiceFactory().pk)
    with pytest.raises(NothingMeasured):
        commands.draft_paper(wanted=wanted(place=nowhere), once=uuid.uuid4(), by=place.governance, now=SUMMER)


def test_a_sixth_caveat_is_refused_and_the_same_one_stands_once(place):
    paper = board.drafted(place.governance, now=SUMMER)
    for number in range(commands.MOST_CAVEATS):
        board.caveat(paper, f"Number {number}.", now=SUMMER)
    board.caveat(paper, "Number 0.", now=SUMMER)
    with pytest.raises(TooManyCaveats):
        board.caveat(paper, "One more.", now=SUMMER)


def test_a_caveat_stands_with_the_role_of_whoever_wrote_it_and_its_words_in_no_trail(place):
    one = board.caveat(board.drafted(place.governance, now=SUMMER), "Sentinel words.", now=SUMMER)
    assert one.written_as == "Governance lead"
    assert not TrailEntry.objects.filter(facts__icontains="Sentinel").exists()


def test_a_paper_that_nobody_reads_is_not_issued(place):
    paper = board.drafted(place.governance, now=SUMMER)
    with pytest.raises(NobodyReads):
        commands.issue_paper(paper=paper, by=place.governance, now=SUMMER)


def test_a_newer_paper_takes_the_place_of_the_one_in_force(place):
    first, second = (board.issued(place.governance, now=now) for now in (SUMMER, LATER))
    before = BoardPaper.objects.get(pk=first.pk)
    assert (before.state, before.replaced_at, before.replaced_by) == ("replaced", LATER, second)


def test_papers_of_two_places_stand_beside_each_other(place):
    board.issued(place.governance, now=SUMMER)
    board.issued(place.governance, place=Place("service", place.service.pk), now=SUMMER)
    assert BoardPaper.objects.in_force().count() == 2


@pytest.mark.parametrize("what", ["issue_paper", "take_figures_anew", "throw_away"])
def test_what_was_issued_changes_no_more(place, what):
    paper = board.issued(place.governance, now=SUMMER)
    with pytest.raises(NotADraft):
        getattr(commands, what)(paper=paper, by=place.governance, now=LATER)


def test_a_draft_is_thrown_away_with_what_is_in_it_and_stays_in_the_trail(place):
    paper = board.drafted(place.governance, now=SUMMER)
    board.caveat(paper, now=SUMMER)
    commands.throw_away(paper=paper, by=place.governance, now=LATER)
    assert not BoardPaper.objects.exists()
    assert TrailEntry.objects.filter(action="draft of a board paper thrown away", subject_id=str(paper.pk)).exists()


def test_each_reader_is_told_once_in_a_mail_that_says_nothing_of_it(place):
    paper = board.issued(place.governance, place.manager, now=SUMMER)
    commands.choose_readers(paper=paper, readers=[place.manager, place.peer], by=place.governance, now=LATER)
    mails = list(Mail.objects.filter(kind="governance.board_paper"))
    assert {mail.recipient_id for mail in mails} == {place.manager.pk, place.peer.pk}
    text = write(mails, LATER)[mails[0].pk].text
    for word in (place.governance.full_name, place.manager.full_name, paper.reference, "Supervision", "%"):
        assert word not in text
    assert str(paper.pk) in text


def test_a_mail_about_a_paper_that_was_replaced_does_not_go_out(place):
    board.issued(place.governance, place.manager, now=SUMMER)
    mails = list(Mail.objects.filter(kind="governance.board_paper"))
    board.issued(place.governance, place.manager, now=LATER)
    assert write(mails, LATER)[mails[0].pk].why.startswith("A newer paper")


def test_working_measures_out_changes_no_paper(place):
    paper = board.issued(place.governance, now=SUMMER)
    compute(now=LATER, full=True)
    assert digest_of(figures_of(paper)) == paper.digest
    assert settled_until(MEASURES["supervision.on_time"], LATER.date()) >= paper.last_month
