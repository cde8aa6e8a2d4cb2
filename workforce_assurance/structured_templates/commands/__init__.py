"""Everything that changes templates and records, but for the builder's changes."""

from ..builder.commands import publish_version
from .attending import set_parties
from .copying import begin_with_answers_of
from .dismissing import dismiss_hint
from .forgetting import forget_old_drafts
from .keeping import forget_kept, keep_text
from .key_checks import remember_note_key
from .opening import open_response
from .reading import read_by_rule
from .redacting import read_redacted
from .releasing import open_own_response, read_own, read_released, release_answer, take_back_answer
from .rotation import rotate_note_keys
from .shipping import ship_template
from .signing import add_statement, amend, finish_response, reopen_response, sign
from .writing import save_draft, save_section

__all__ = [
    "add_statement",
    "amend",
    "begin_with_answers_of",
    "dismiss_hint",
    "finish_response",
    "forget_kept",
    "forget_old_drafts",
    "keep_text",
    "open_own_response",
    "open_response",
    "publish_version",
    "read_by_rule",
    "read_own",
    "read_redacted",
    "read_released",
    "release_answer",
    "remember_note_key",
    "reopen_response",
    "rotate_note_keys",
    "save_draft",
    "save_section",
    "set_parties",
    "ship_template",
    "sign",
    "take_back_answer",
]
