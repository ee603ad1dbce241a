"""Colours that can be read: names on the ground, severities, kinds of features."""

from __future__ import annotations

from itertools import pairwise

import pytest

from eocdesk.maps.palette import FEATURES, GROUNDS, PAPER, Palette
from eocdesk.models.venue import FEATURES as KINDS


def light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", GROUNDS)
def test_names_stand_out_from_their_halo(theme: str) -> None:
    ground = GROUNDS[theme]
    assert contrast(ground.place, ground.land) >= 4.5
    assert contrast(ground.water, ground.sea) >= 3.5  # set in capitals, and no more than an aid
    assert contrast(ground.land, ground.sea) > 1.05


@pytest.mark.parametrize("theme", GROUNDS)
def test_borders_grow_stronger_from_county_to_country(theme: str) -> None:
    ground = GROUNDS[theme]
    steps = [contrast(ground.land, line) for line in (ground.county, ground.state, ground.country)]
    assert all(one < other for one, other in pairwise(steps))


@pytest.mark.parametrize("theme", FEATURES)
def test_every_kind_of_feature_has_a_colour_that_is_seen_on_land_and_sea(theme: str) -> None:
    watched = {"heat", "wildfire", "smoke", "earthquake", "hazard", "threat"}
    assert {name for name, _ in KINDS} | watched == set(FEATURES[theme])
    for colour in FEATURES[theme].values():
        assert min(contrast(colour, GROUNDS[theme].land), contrast(colour, GROUNDS[theme].sea)) >= 3


def test_the_words_of_a_severity_are_read_on_its_ground() -> None:
    assert len(PAPER.severity) == 5
    assert all(contrast(text, ground) >= 4.5 for text, ground in PAPER.severity)


def test_a_palette_is_told_to_the_page_and_back() -> None:
    assert Palette(**PAPER.told()) == PAPER
