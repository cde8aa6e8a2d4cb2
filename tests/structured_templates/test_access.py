"""Who may read what: the list, the rules and the words above each box say the same."""

import itertools

import pytest

from tests.factories.people import PersonFactory, SupervisionLineFactory
from tests.factories.structured_templates import author_of, make_response, subject_of
from tests.structured_templates.commands.test_writing import save
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Answer, Response
from workforce_assurance.structured_templates.queries import answers_readable_by
from workforce_assurance.structured_templates.readers import readers_of

PERMISSIONS = ("read_response", "write_response", "sign_response", "amend_response")


@pytest.fixture
def people(response):
    """One of each role around the record, by what they are."""
    subject = subject_of(response)
    manager, later = PersonFactory(), PersonFactory()
    subject.manager = manager
    subject.save()
    SupervisionLineFactory(worker=subject, supervisor=later)
    return {
        "author": author_of(response),
        "subject": subject,
        "manager": manager,
        "later supervisor": later,
        "peer": PersonFactory(),
        "administrator": PersonFactory(roles=["administrator"]),
        "governance": PersonFactory(roles=["governance_lead"]),
        "data protection": PersonFactory(roles=["data_protection"]),
        "superuser": PersonFactory(is_superuser=True, is_staff=True),
        "left": PersonFactory(is_active=False),
    }


def test_the_list_and_the_rules_agree_for_everyone(response, people):
    other = make_response()
    for person, record in itertools.product(people.values(), (response, other)):
        listed = Response.objects.visible_to(person).filter(pk=record.pk).exists()
        allowed = {person.has_perm(f"structured_templates.{name}", record) for name in PERMISSIONS}
        assert allowed == {listed}


def test_only_the_two_people_see_it(response, people):
    seen = {name for name, person in people.items() if Response.objects.visible_to(person).exists()}
    assert seen == {"author", "subject"}


def test_answers_are_readable_as_the_words_say(response, people):
    save(response, any=Value(coded="yes"), happened=Value(words="shared"), mine=Value(words="private"))
    names = {person.pk: person.full_name for person in (people["author"], people["subject"])}
    for person in people.values():
        readable = set(answers_readable_by(response, person).values_list("question__key", flat=True))
        said = {
            answer.question.key
            for answer in Answer.objects.select_related("question")
            if person.pk in readers_of(answer.question.layer, names=names, writer=people["author"]).people
        }
        assert readable == said


def test_the_words_name_the_readers(response):
    author, subject = author_of(response), subject_of(response)
    names = {author.pk: "Ines Duarte", subject.pk: "Sam Okoro"}
    assert {
        layer: readers_of(layer, names=names, writer=author).words for layer in ("private", "shared", "assurance")
    } == {
        "private": "only you. Nobody else, now or later.",
        "shared": "you and Sam Okoro, and nobody else.",
        "assurance": "you and Sam Okoro, and nobody else. Governance counts the choices, without names.",
    }


def test_an_inactive_party_reads_nothing(response):
    author = author_of(response)
    author.is_active = False
    assert not Response.objects.visible_to(author).exists()
    assert not author.has_perm("structured_templates.read_response", response)
