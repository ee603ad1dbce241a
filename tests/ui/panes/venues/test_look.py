"""The map follows the theme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eocdesk.maps.palette import GROUNDS, PAPER
from eocdesk.ui.kit.tokens import CONTRAST, DARK, LIGHT, Tokens
from eocdesk.ui.panes.venues.look import palette_of


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_each_theme_has_its_ground_and_its_own_severities(tokens: Tokens) -> None:
    palette = palette_of(tokens)
    assert palette.land == GROUNDS[tokens.name].land
    assert (palette.severity, palette.accent, palette.text) == (tokens.severity, tokens.accent, tokens.text)


def test_a_wall_has_the_same_ground_larger() -> None:
    wall = replace(DARK, name="dark-wall", base=26)
    assert palette_of(wall).land == GROUNDS["dark"].land
    assert palette_of(wall).scale == wall.scale > palette_of(DARK).scale


@pytest.mark.parametrize(("dark", "ground"), [(True, "dark"), (False, "light")])
def test_a_theme_unknown_to_the_map_gets_the_nearest_ground(dark: bool, ground: str) -> None:  # noqa: FBT001  drawn
    assert palette_of(replace(LIGHT, name="sepia", dark=dark)).land == GROUNDS[ground].land


def test_paper_has_the_severities_of_the_light_theme() -> None:
    assert PAPER.severity == LIGHT.severity
