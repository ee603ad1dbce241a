"""Both ways of drawing keep to the same words."""

from __future__ import annotations

import inspect

import pytest

from eocdesk.ui.panes.venues.native import NativeMap
from eocdesk.ui.panes.venues.surface import Surface
from eocdesk.ui.panes.venues.webview import WebMap


@pytest.mark.parametrize("kind", [NativeMap, WebMap])
@pytest.mark.parametrize("name", ["start", "set_grounds", "push"])
def test_a_surface_is_told_the_same_way_whoever_draws(kind: type[Surface], name: str) -> None:
    assert inspect.signature(getattr(kind, name)) == inspect.signature(getattr(Surface, name))
    assert getattr(kind, name) is not getattr(Surface, name)


@pytest.mark.parametrize("kind", [NativeMap, WebMap])
def test_a_surface_says_when_it_has_drawn(kind: type[Surface]) -> None:
    assert kind.settled is not Surface.settled
