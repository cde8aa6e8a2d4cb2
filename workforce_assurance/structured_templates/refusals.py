"""What a record can refuse; each says in a sentence what happened and what to do, and holds none of its words."""

from __future__ import annotations

from workforce_assurance.common.refusals import Refusal

from .kinds import Typed


class RecordRefusal(Refusal):
    """Something was not done; its text says why."""


class NoPublishedTemplate(RecordRefusal):
    words = "No template is published for this yet. Ask an administrator to publish one."


class DescriptionUnusable(RecordRefusal):
    """A shipped description that could not be published."""


class MayNotWrite(RecordRefusal):
    words = "You cannot write in this record now. Nothing was changed."


class MayNotRead(RecordRefusal):
    words = "You cannot read this record."


class RecordNotOpen(RecordRefusal):
    words = "This record is finished, so its answers no longer change. Nothing was changed."


class RecordNotFinished(RecordRefusal):
    words = "This record is still being written, so it cannot be signed yet."


class RecordNotSigned(RecordRefusal):
    words = "Only a record that both people have signed is amended. Until then, reopen it or add a statement."


class SomebodySigned(RecordRefusal):
    words = (
        "Somebody has signed this record, so it is not reopened. Add a statement, or amend it once both have signed."
    )


class ContentChanged(RecordRefusal):
    words = "This record changed after you opened this page. Read it again before you sign it."


class SignedAlready(RecordRefusal):
    words = "A statement is added before one signs. Once both have signed, amend the record."


class AnswerChanged(RecordRefusal):
    words = "This answer changed after you opened this page. Read it again before you release it."


class SectionsUnfinished(RecordRefusal):
    """:ivar sections: the keys of the sections where something is missing or not saved."""

    def __init__(self, sections: list[str]) -> None:
        super().__init__(
            "Some answers are still needed, or not saved yet, before this record can be finished. Each is listed here."
        )
        self.sections = sections


class SharedPartBegun(RecordRefusal):
    words = (
        "Something is written in this record already, for those who are in it now. "
        "Only whoever writes it can let somebody else read it; nothing was changed."
    )


class DraftConflict(RecordRefusal):
    """Saved somewhere else in the meantime; holds both versions, so that nothing is lost."""

    words = "This section was saved somewhere else after you opened it. Both versions are kept; choose what stays."

    def __init__(self, *, mine: Typed, theirs: Typed, revision: int) -> None:
        super().__init__()
        self.mine, self.theirs, self.revision = mine, theirs, revision
