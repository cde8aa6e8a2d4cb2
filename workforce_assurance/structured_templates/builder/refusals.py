"""What a change of a template can be refused for; each says so in a sentence that can be shown."""


class BuilderRefusal(Exception):
    """A change that was not made; its text says why."""


class NotADraft(BuilderRefusal):
    def __init__(self) -> None:
        super().__init__("This version is published, and a published version never changes. Copy it as a draft.")


class DraftChangedMeanwhile(BuilderRefusal):
    def __init__(self) -> None:
        super().__init__("Somebody changed this draft after you opened this page. Nothing of yours was saved yet.")


class DraftExistsAlready(BuilderRefusal):
    def __init__(self) -> None:
        super().__init__("This template has a draft already. Publish it or discard it first.")


class CannotBePublishedYet(BuilderRefusal):
    def __init__(self, reasons: list[str]) -> None:
        super().__init__("This draft cannot be published yet. " + " ".join(reasons))
        self.reasons = reasons


class ContradictoryConditions(BuilderRefusal):
    pass


class TooMany(BuilderRefusal):
    pass


class OptionCodeTaken(BuilderRefusal):
    pass


class OptionCodeIsPublished(BuilderRefusal):
    def __init__(self) -> None:
        super().__init__("This code was published and records use it, so it stays. Its words can change.")


class StillNeeded(BuilderRefusal):
    pass


class NotForThisKind(BuilderRefusal):
    pass


class KeyMeansSomethingElse(BuilderRefusal):
    """A key of a published version would be given another meaning."""


class PurposeUnknown(BuilderRefusal):
    """Nothing here uses templates of that purpose."""


class NotPublished(BuilderRefusal):
    def __init__(self) -> None:
        super().__init__("This version is not published any more. Nothing was changed.")


class NotOursToKeep(BuilderRefusal):
    """The licence allows scores only."""
