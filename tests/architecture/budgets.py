"""The sizes to steer by, and what is above them: `python -m tests.architecture.budgets` prints the list."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from .source import ROOT, functions, kind_of, length, modules

MODULE, FUNCTION, VIEW_METHOD, TEMPLATE = 300, 30, 12, 120


@dataclass(frozen=True)
class Over:
    what: str
    lines: int
    budget: int

    def __str__(self) -> str:
        return f"{self.what}: {self.lines} lines, budget {self.budget}"


def above() -> list[Over]:
    """Everything above its budget, the furthest first."""
    sized = [Over(name, len(file.read_text().splitlines()), MODULE) for name, file in modules().items()]
    for name, owner, function in functions():
        in_view = kind_of(name) == "views" and owner is not None
        label = f"{name}.{owner.name}.{function.name}" if owner else f"{name}.{function.name}"
        sized.append(Over(label, length(function), VIEW_METHOD if in_view else FUNCTION))
    pages = sorted((ROOT / "templates").rglob("*.html"))
    sized += [Over(str(page.relative_to(ROOT)), len(page.read_text().splitlines()), TEMPLATE) for page in pages]
    over = [each for each in sized if each.lines > each.budget]
    return sorted(over, key=lambda each: each.lines / each.budget, reverse=True)


if __name__ == "__main__":
    sys.stdout.writelines(f"{each}\n" for each in above())
