"""Contrast in every theme, computed as WCAG computes it, and sizes that a wall takes from the desk's."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from eocdesk.models.incident import SEVERITIES
from eocdesk.models.session import KINDS
from eocdesk.ui.kit.tokens import DARK, LIGHT, THEMES, Tokens, wall

GROUNDS = ("app", "surface", "surface2", "raised", "hover", "soft", "sel")
ALL = [*THEMES.values(), *(wall(tokens) for tokens in THEMES.values())]
EACH = pytest.mark.parametrize("tokens", ALL, ids=lambda tokens: str(tokens.name))


def light_of(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    low, high = sorted((light_of(one), light_of(other)))
    return (high + 0.05) / (low + 0.05)


def too_faint(tokens: Tokens, pairs: list[tuple[str, str]], least: float) -> list[str]:
    told = [(text, ground, contrast(getattr(tokens, text), getattr(tokens, ground))) for text, ground in pairs]
    return [f"{text} on {ground}: {found:.2f}" for text, ground, found in told if found < least]


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@EACH
def test_words_can_be_read_on_every_ground(tokens: Tokens) -> None:
    pairs = [(text, ground) for text in ("text", "muted") for ground in GROUNDS]
    assert too_faint(tokens, pairs, 4.5) == []


@EACH
def test_words_that_mean_something_by_their_colour_can_be_read(tokens: Tokens) -> None:
    grounds = ("surface", "surface2", "raised")
    pairs = [(text, ground) for text in ("accent", "ok", "warn", "bad", "info") for ground in grounds]
    pairs += [("accent", "soft"), ("accent", "hover"), ("accent", "sel"), ("on_accent", "accent"), ("app", "warn")]
    assert too_faint(tokens, pairs, 4.5) == []


@EACH
def test_the_word_of_a_severity_can_be_read_on_its_chip(tokens: Tokens) -> None:
    low = [contrast(text, ground) for text, ground in tokens.severity if contrast(text, ground) < 4.5]
    assert low == []
    assert len(tokens.severity) == len(SEVERITIES)


@EACH
def test_the_borders_of_inputs_and_the_ring_of_focus_can_be_seen(tokens: Tokens) -> None:
    pairs = [(edge, ground) for edge in ("border2", "accent", "bad") for ground in ("surface", "surface2", "app")]
    assert too_faint(tokens, pairs, 3.0) == []


@EACH
def test_what_cannot_be_used_is_fainter_than_what_can(tokens: Tokens) -> None:
    faint, muted = contrast(tokens.faint, tokens.surface), contrast(tokens.muted, tokens.surface)
    assert 3.0 <= faint < muted


@EACH
def test_bars_of_the_calendar_can_be_seen(tokens: Tokens) -> None:
    assert len(tokens.category) >= len(KINDS)
    assert [c for c in tokens.category if contrast(c, tokens.surface) < 3.0] == []


def test_high_contrast_is_higher_still() -> None:
    tokens = THEMES["contrast"]
    pairs = [(text, ground) for text in ("text", "muted", "accent") for ground in ("app", "surface", "surface2")]
    assert too_faint(tokens, pairs, 7.0) == []


@EACH
def test_every_colour_is_written_so_that_qt_and_style_sheets_read_it(tokens: Tokens) -> None:
    for known in fields(tokens):
        value = getattr(tokens, known.name)
        if isinstance(value, str) and known.name != "name":
            assert re.fullmatch(r"#[0-9A-F]{6}([0-9A-F]{2})?", value), known.name


def test_a_wall_is_the_same_theme_read_from_across_the_room() -> None:
    big = wall(DARK)
    assert big.scale > DARK.scale == 1
    assert (big.text, big.severity) == (DARK.text, DARK.severity)
    assert (big.row, big.pad) > (DARK.row, DARK.pad)
    assert big.name != DARK.name


def test_light_is_lighter_than_dark() -> None:
    assert light_of(LIGHT.surface) > 0.9
    assert light_of(DARK.surface) < 0.1
    assert DARK.dark
    assert not LIGHT.dark
