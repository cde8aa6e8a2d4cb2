"""The label monitor: wording that judges a person served, and threats to take support away.

`flag_text(text, shipped_words())` gives the places that may be such wording, each with a neutral alternative. It decides
nothing: a person confirms or dismisses what it finds. Pure, without a clock or a database. What is looked for is data
(`WordList`); docs/labels.md says what is left out and why.
"""

from .monitor import Flag, flag_text
from .words import Category, Kind, Term, WordList, shipped_words, word_list

__all__ = ["Category", "Flag", "Kind", "Term", "WordList", "flag_text", "shipped_words", "word_list"]
