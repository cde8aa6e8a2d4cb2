"""The code of whoever gave no name."""

import uuid

from debriefs.follow_up import code_for, hash_of

ONCE = uuid.UUID(int=7)


def test_the_same_form_gives_the_same_code_and_another_another():
    assert code_for(ONCE) == code_for(ONCE)
    assert code_for(ONCE) != code_for(uuid.UUID(int=8))


def test_it_is_read_however_it_is_typed():
    code = code_for(ONCE)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert hash_of(typed) == hash_of(code)
