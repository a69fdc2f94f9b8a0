"""Colours: every pair that is used can be read, in every theme."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import headlog.web

FOLDER = Path(headlog.web.__file__).parent / "static/headlog"
CSS = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("headlog.css", "pages.css"))
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for the edges of controls and for focus

PAIRS = [
    *[(token, ground, TEXT) for token in ("text", "muted", "link") for ground in ("page", "surface")],
    ("on-main", "main", TEXT),
    ("on-chosen", "chosen", TEXT),
    ("on-notice", "notice", TEXT),
    ("link", "notice", TEXT),
    ("on-problem", "problem", TEXT),
    ("on-danger", "danger", TEXT),
    ("on-headache", "headache", TEXT),
    ("on-migraine", "migraine", TEXT),
    *[("line", ground, SHAPE) for ground in ("page", "surface")],
    *[("focus", ground, SHAPE) for ground in ("page", "surface", "notice")],
    ("on-chosen", "surface", SHAPE),
    ("on-problem", "surface", SHAPE),
]


def block(selector: str) -> dict[str, str]:
    """The colours that stand in the rule of `selector`."""
    found = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", CSS)
    assert found is not None, selector
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})", found.group(1)))


THEMES = {
    "light": block(":root"),
    "dark": block(':root[data-theme="dark"]'),
    "attack": block(':root[data-theme="attack"]'),
    "print": block(":root") | block(":root:root"),
}


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0 black to 1 white."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_can_be_read_in_every_theme(theme: str, ink: str, ground: str, least: float) -> None:
    """Computed from the style sheet itself."""
    colours = THEMES[theme]

    assert contrast(colours[ink], colours[ground]) >= least


def test_contrast_is_computed_as_wcag_does() -> None:
    """Black on white is 21, a colour on itself 1, and the well-known grey just passes."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_the_phones_own_dark_is_the_chosen_dark() -> None:
    """One dark theme, written twice because style sheets cannot say it once."""
    assert block(':root[data-theme="system"]') == THEMES["dark"]


def test_every_theme_says_every_token() -> None:
    """A token that a theme leaves out would keep the light one's colour."""
    assert THEMES["light"].keys() == THEMES["dark"].keys() == THEMES["attack"].keys()


def test_the_attack_theme_gives_off_nearly_no_light() -> None:
    """No ground and no text is bright, and none leans to blue."""
    for token, colour in THEMES["attack"].items():
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        red, blue = int(digits[:2], 16), int(digits[4:], 16)
        assert luminance(colour) < 0.55, token
        assert blue <= red, token
    assert luminance(THEMES["attack"]["page"]) < 0.005


def test_the_first_step_of_the_dimmer_can_be_read() -> None:
    """Every text of the phone's screen keeps 4.5:1 there; muted text is lifted for it."""
    found = re.search(r'\[data-dim="1"\] body \{ --muted: var\(--text\); opacity: ([.\d]+); \}', CSS)
    assert found is not None
    attack = THEMES["attack"] | {"muted": THEMES["attack"]["text"]}
    dimmed = {token: mixed(colour, attack["page"], float(found[1])) for token, colour in attack.items()}

    for ink, ground, least in PAIRS:
        if least == TEXT and ground not in ("headache", "migraine"):
            assert contrast(dimmed[ink], dimmed[ground]) >= TEXT, (ink, ground)


def mixed(colour: str, ground: str, opacity: float) -> str:
    """A colour as it is seen over a ground when its opacity is lowered."""
    parts = [(int(colour[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(over * opacity + under * (1 - opacity)):02x}" for over, under in parts)


def test_the_four_kinds_of_day_differ_in_grey() -> None:
    """On paper without colour: fills differ by 1.5 or more, and the unknown day by its dotted edge."""
    for theme in THEMES.values():
        assert contrast(theme["headache"], theme["surface"]) >= 1.5
        assert contrast(theme["migraine"], theme["headache"]) >= 1.5
    assert ".day.unknown { background: none; border-style: dotted" in CSS


def test_nothing_moves() -> None:
    """No animation, no transition: movement hurts."""
    assert not re.search(r"animation|transition|@keyframes|scroll-behavior|blink", CSS)


def test_the_style_sheets_are_small_and_load_nothing() -> None:
    """At most 9 kB compressed; no fonts, no pictures, no other sheets."""
    assert len(gzip.compress(CSS.encode(), 9)) <= 9 * 1024
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_writing_direction_is_left_to_the_language() -> None:
    """Logical properties only."""
    physical = (
        r"(?<![a-z-])(margin|padding|border)-(left|right|top|bottom)|(?<![a-z-])(width|height|left|right):"
    )
    rules = re.sub(r"@media[^{]*", "", CSS)

    assert re.findall(physical, rules) == []
