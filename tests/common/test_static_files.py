"""The files that browsers get: small, ours or accounted for, with colours that can be read."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
VENDOR = STATIC / "vendor"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
KILOBYTE = 1024


def squeezed(pattern):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.rglob(pattern))


def colours(which):
    """Every colour of one theme: those that say both their values, and those that are the same in both."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TOKENS)
    same = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS)
    return {**dict(same), **{name: values[which] for name, *values in pairs}}


LIGHT, DARK = colours(0), colours(1)


def brightness(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, relative luminance."""
    darker, lighter = sorted([brightness(one), brightness(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_all_styles_together_stay_within_40_kilobytes():
    assert squeezed("*.css") <= 40 * KILOBYTE


def test_all_scripts_together_stay_within_40_kilobytes():
    assert squeezed("*.js") <= 40 * KILOBYTE


def test_every_vendored_file_is_what_the_manifest_says():
    entries = json.loads((VENDOR / "manifest.json").read_text())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.*s")}
    assert {entry["file"]: entry["sha256"] for entry in entries} == found


def test_every_vendored_file_comes_with_its_licence():
    entries = json.loads((VENDOR / "manifest.json").read_text())
    assert all((VENDOR / entry["licence_file"]).is_file() for entry in entries)


@pytest.mark.parametrize("path", [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")], ids=lambda path: path.name)
def test_no_file_asks_for_a_source_map_or_another_host(path):
    text = path.read_text()
    assert "sourceMappingURL" not in text
    assert not re.search(r"url\(['\"]?(https?:)?//|@import", text)


def test_every_colour_is_said_once_and_for_both_themes():
    said = re.findall(r"--([\w-]+):[^;]*#[0-9a-f]{3}", TOKENS)
    assert sorted(said) == sorted(LIGHT) == sorted(DARK)
    assert {name for name in LIGHT if LIGHT[name] == DARK[name]} == {"focus", "focus-text"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "subtle"])
@pytest.mark.parametrize("words", ["text", "muted", "link", "link-hover", "error", "primary"])
def test_words_can_be_read(theme, words, ground):
    assert contrast(theme[words], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["info", "done", "due-soon", "past-date", "error", "private"])
def test_a_status_can_be_read_on_its_tint(theme, tone):
    assert contrast(theme[tone], theme[f"{tone}-tint"]) >= 4.5
    assert contrast(theme["text"], theme[f"{tone}-tint"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "pair",
    [("primary-text", "primary"), ("primary-text", "primary-hover"), ("danger-text", "error"), ("focus-text", "focus")],
)
def test_a_button_can_be_read(theme, pair):
    assert contrast(theme[pair[0]], theme[pair[1]]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "shape", ["input-border", "spc-common", "spc-improvement", "spc-concern", "spc-change", "spc-target"]
)
def test_a_shape_stands_out(theme, shape):
    assert contrast(theme[shape], theme["background"]) >= 3
