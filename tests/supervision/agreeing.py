"""Two people who write an agreement and sign it, by the commands that the pages use."""

from supervision.commands import Figures, draft_agreement
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import finish_response, save_section, sign
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

FORTNIGHT = Figures(14, 60, "room", 12)
WORDS = {
    "cancellations": {"notice": Value(coded="one_day"), "what_then": Value(words="A new time within the week.")},
    "who_reads_what": {"outside": Value(words="Heron: only if somebody is not safe.")},
    "disagreement": {"first": Value(words="We say so in the session."), "whom": Value(words="The service lead")},
}


def record_of(agreement):
    return response_for("agreement", agreement.pk)


def write(agreement, *, by, now, words=WORDS):
    response = record_of(agreement)
    for key, values in words.items():
        section = asked_by(response.version_id).section(key)
        save_section(response=response, section=section, values=values, revision=0, seen="", by=by, now=now)
    return response


def put_forward(agreement, *, now, words=WORDS):
    response = write(agreement, by=agreement.supervisor, now=now, words=words)
    return finish_response(response=response, by=agreement.supervisor, now=now)


def both_sign(response, *people, now):
    for person in people:
        sign(response=response, seen_sha256=response.content_sha256, by=person, now=now)


def agree(worker, supervisor, *, now, figures=FORTNIGHT):
    agreement = draft_agreement(worker=worker, figures=figures, by=supervisor, now=now)
    both_sign(put_forward(agreement, now=now), supervisor, worker, now=now)
    agreement.refresh_from_db()
    return agreement
