"""What is found out once for each time an object is loaded."""

from types import SimpleNamespace

from django.utils.functional import SimpleLazyObject

from workforce_assurance.common.once import once


def test_it_is_found_out_once():
    holder, asked = SimpleNamespace(), []
    for _ in range(2):
        assert once(holder, "_answer", lambda: asked.append(1) or 42) == 42
    assert asked == [1]


def test_the_proxy_of_a_request_and_its_person_remember_together():
    person = SimpleNamespace()
    assert once(SimpleLazyObject(lambda: person), "_answer", lambda: 42) == 42
    assert once(person, "_answer", lambda: 43) == 42
