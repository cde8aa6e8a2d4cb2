"""The pages of decisions: what each person sees, does, and is told when something is wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boundaries.commands import decide_in_emergency, send_to_gate
from boundaries.models import Appeal, Decision
from tests.factories.boundaries import DAY, answer, appeal, at_the_gate, draft, in_effect, write_rationale
from tests.factories.debriefs import log
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

TYPED = {
    "kind": "exclusion", "ground": "threat", "covers": "place", "case_reference": "HB-2207", "ends_on": "2027-03-08",
    "once": "8e0a4b1e-6f0f-4c53-8f0c-2f4a3b1c9d10",
}  # fmt: skip


def page_of(decision, name="decision"):
    return reverse(f"boundaries:{name}", args=[decision.pk])


def state(decision):
    return Decision.objects.get(pk=decision.pk).state


def test_a_decision_is_drafted_written_sent_let_through_and_lifted_by_pages(catalogue):
    worker, manager = catalogue.client("worker"), catalogue.client("manager")
    typed = TYPED | {"team": str(catalogue.team.pk)}
    answered = worker.post(reverse("boundaries:draft"), typed, follow=True)
    decision = Decision.objects.get()
    assert answered.request["PATH_INFO"] == page_of(decision)
    assert "0 of 8 parts are there" in answered.text
    write_rationale(decision)
    assert "Morgan Hale is asked." in worker.get(page_of(decision, "send")).text
    worker.post(page_of(decision, "send"))
    shown = manager.get(page_of(decision, "gate")).text
    assert "Said in a sentence." in shown
    manager.post(page_of(decision, "approve"))
    assert state(decision) == "in_effect"
    worker.post(page_of(decision, "lift"), {"reason": "other_way"})
    assert state(decision) == "lifted"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"case_reference": ""}, "Give the case reference of the person."),
        ({"case_reference": "Sam"}, "A case reference has a number in it."),
        ({"case_reference": "Sam Okoro 3/4/1980"}, "This looks like a name with a date of birth."),
        ({"ends_on": ""}, "it needs a day on which it ends"),
        ({"ends_on": "2027-02-01"}, "Give an end that lies after the beginning"),
        ({"ends_on": "2027-06-01"}, "at most 28 days at a time"),
        ({"kind": "discharge"}, "it is done once and has no end"),
        ({"kind": "blanket_rule"}, "It names no case."),
        ({"kind": "nonsense"}, "Choose one of the answers on the list."),
    ],
)
def test_what_cannot_be_is_said_at_its_question_and_nothing_is_saved(catalogue, wrong, words):
    typed = TYPED | {"team": str(catalogue.team.pk)} | wrong
    assert words in catalogue.client("worker").post(reverse("boundaries:draft"), typed).text
    assert not Decision.objects.exists()


def test_what_is_missing_is_named_when_it_is_sent(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision, but=("risk",))
    shown = catalogue.client("worker").post(page_of(decision, "send")).text
    assert "Something is missing before it can pass the gate: Risk." in shown


def test_reading_the_rationale_leaves_a_row_in_the_trail(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    for name in ("gate", "rationale"):
        catalogue.client("manager").get(page_of(decision, name))
    reads = TrailEntry.objects.filter(action="record.read", actor=catalogue.manager)
    assert reads.count() == 2


def test_what_came_back_says_what_has_to_say_more(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    catalogue.client("manager").post(page_of(decision, "return"), {"say_more": ["risk", "advocate"]})
    assert "These parts have to say more: Risk, Advocate" in catalogue.client("worker").get(page_of(decision)).text


def test_an_emergency_by_page(catalogue):
    decision = draft(catalogue.worker, catalogue.team)
    assert "It takes effect at once" in catalogue.client("worker").get(page_of(decision, "emergency")).text
    catalogue.client("worker").post(page_of(decision, "emergency"))
    assert state(decision) == "emergency"


def test_a_small_team_is_asked_for_somebody_from_outside(catalogue):
    alone, elsewhere = PersonFactory(), PersonFactory()
    TeamFactory(manager=elsewhere)
    decision = draft(alone, TeamFactory())
    write_rationale(decision)
    client = catalogue.client(alone)
    assert "Nobody above you can be asked" in client.get(page_of(decision, "send")).text
    client.post(page_of(decision, "send"), {"outside": str(elsewhere.pk)})
    assert decision.visits.get().is_outside


def test_nobody_posts_their_own_decision_through_the_gate(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    client = catalogue.client("worker")
    for name in ("approve", "return", "refuse"):
        assert client.post(page_of(decision, name), {"say_more": ["risk"], "reason": "less"}).status_code == 404
    assert state(decision) == "at_gate"


def test_a_renewal_by_page_leads_to_its_draft(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    typed = {"ends_on": "2027-03-15", "once": TYPED["once"]}
    answered = catalogue.client("worker").post(page_of(decision, "renew"), typed)
    assert answered["Location"] == page_of(decision.renewals.get())


def test_an_appeal_is_put_on_record_and_answered_by_pages(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    typed = {
        "made_by": "person", "received_on": "2027-03-01", "reviewer": str(catalogue.lead.pk), "once": TYPED["once"],
    }  # fmt: skip
    catalogue.client("worker").post(page_of(decision, "appeal_new"), typed)
    found = Appeal.objects.get()
    answer("boundaries.appeal", found.pk, by=catalogue.lead, word="Found unneeded.")
    where = reverse("boundaries:appeal_answer", args=[decision.pk, found.pk])
    catalogue.client("lead").post(where, {"outcome": "overturned"})
    assert state(decision) == "overturned"
    shown = catalogue.client("worker").get(reverse("boundaries:appeal", args=[decision.pk, found.pk])).text
    assert "Found unneeded." in shown


def test_the_look_a_fortnight_later_by_page(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    catalogue.client("worker").post(page_of(decision, "again"), {"answer": "no"})
    assert state(decision) == "lifted"


def test_the_register_and_its_file_show_the_same_and_no_name(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    draft(catalogue.peer, catalogue.team, case_reference="HB-9999")
    client = catalogue.client("manager")
    shown = client.get(reverse("boundaries:decisions")).text
    assert decision.reference in shown
    assert "HB-9999" not in shown
    file = client.get(reverse("boundaries:decisions_csv"), {"kind": "exclusion"}).getvalue().decode()
    assert decision.reference in file
    # The page names whoever is signed in.
    assert "Sam Okoro" not in shown + file
    assert "Morgan Hale" not in file


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"kind": "exclusion"}, True),
        ({"kind": "ban"}, False),
        ({"state": "in_effect"}, True),
        ({"state": "lapsed"}, False),
        ({"case_reference": "HB-2207"}, True),
        ({"case_reference": "HB-1"}, False),
        ({"first": "2027-03-01", "last": "2027-03-01"}, True),
        ({"first": "2027-03-02"}, False),
    ],
)
def test_the_register_narrows_to_what_was_asked(catalogue, asked, there):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    shown = catalogue.client("manager").get(reverse("boundaries:decisions"), asked).text
    assert (decision.reference in shown) is there


def test_the_register_asks_as_often_for_three_as_for_one(catalogue, no_banners):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
        client = catalogue.client("manager")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("boundaries:decisions"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_today_shows_the_gate_to_whoever_is_asked_and_the_draft_to_whoever_writes(catalogue):
    waiting = at_the_gate(catalogue.worker, catalogue.team)
    urgent = draft(catalogue.worker, catalogue.team, case_reference="HB-7")
    decide_in_emergency(decision=urgent, by=catalogue.worker, now=NOON)
    write_rationale(urgent)
    send_to_gate(decision=urgent, by=catalogue.worker, now=NOON)
    drafted = draft(catalogue.worker, catalogue.team, case_reference="HB-8")
    shown = catalogue.client("manager").get("/").text
    assert [one for one in (waiting, urgent) if page_of(one, "gate") not in shown] == []
    assert "In effect already" in shown
    assert page_of(drafted) in catalogue.client("worker").get("/").text


def test_what_is_asked_a_fortnight_later_stands_on_today(catalogue, time_machine):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.lead, code="ban", ends_at=NOON + 90 * DAY)
    time_machine.move_to(NOON + 14 * DAY, tick=False)
    shown = catalogue.client("worker").get("/").text
    assert page_of(decision) in shown
    assert "Would we decide the same today?" in shown


def test_a_reviewer_finds_the_appeal_and_the_decision(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    reviewer = PersonFactory()
    TeamFactory(manager=reviewer)
    found = appeal(decision, reviewer=reviewer, by=catalogue.worker)
    client = catalogue.client(reviewer)
    assert client.get(page_of(decision, "rationale")).status_code == 200
    assert "Your answer" in client.get(reverse("boundaries:appeal", args=[decision.pk, found.pk])).text


def test_the_catalogue_shows_every_kind_with_its_gate(catalogue):
    shown = catalogue.client("administrator").get(reverse("boundaries:catalogue")).text
    assert [
        word for word in ("Blanket rule", "The service lead", "At most 180 days", "Grounds") if word not in shown
    ] == []


def test_a_decision_from_an_incident_leads_back_for_those_who_may_read_it(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    client = catalogue.client("worker")
    way = f"{reverse('boundaries:draft')}?from=debriefs.incident:{incident.pk}"
    where = reverse("debriefs:incident", args=[incident.pk])
    assert way in client.get(where).text
    client.post(way, TYPED | {"team": str(catalogue.team.pk)})
    decision = Decision.objects.get()
    assert decision.source_id == incident.pk
    assert where in client.get(page_of(decision)).text
    for kind in (f"debriefs.incident:{catalogue.team.pk}", "made.up:1", "debriefs.incident:nonsense"):
        assert client.get(reverse("boundaries:draft"), {"from": kind}).status_code == 404


def test_an_appeal_stands_on_its_reviewer_s_today_at_once(catalogue):
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    assert "Answer to an appeal" in catalogue.client("lead").get("/").text


@pytest.mark.parametrize(("by", "found"), [("", 2), ("effective", 1), ("ended", 0)])
def test_the_register_is_narrowed_by_the_day_of_drafting_of_effect_or_of_the_end(catalogue, by, found):
    draft(catalogue.worker, catalogue.team)
    in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    day = {"by": by, "first": NOON.date().isoformat(), "last": (NOON + DAY).date().isoformat()}
    assert len(catalogue.client("worker").get(reverse("boundaries:decisions"), day).context["rows"]) == found


@pytest.mark.parametrize(("where", "found"), [("team", 1), ("service", 2), ("all", 3)])
def test_the_register_is_narrowed_to_a_team_or_a_service(catalogue, where, found):
    beside, elsewhere = TeamFactory(service=catalogue.team.service), TeamFactory()
    for team in (catalogue.team, beside, elsewhere):
        decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
        Decision.objects.filter(pk=decision.pk).update(team=team)
    asked = {"team": str(catalogue.team.pk), "service": f"service:{catalogue.team.service_id}", "all": ""}[where]
    page = catalogue.client("governance").get(reverse("boundaries:decisions"), {"team": asked})
    assert (len(page.context["rows"]), page.context["filter_form"].errors) == (found, {})


def test_a_team_that_is_not_theirs_narrows_nothing_and_is_said(catalogue):
    page = catalogue.client("manager").get(reverse("boundaries:decisions"), {"team": str(TeamFactory().pk)})
    assert "Choose one of the answers on the list." in page.text
