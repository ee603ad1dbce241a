"""What menus and walk are promised of the map, the map keeps."""

from __future__ import annotations

import inspect

from eocdesk.ui.panes.venues.face import Face
from eocdesk.ui.panes.venues.view import MapView


def test_the_map_does_all_that_is_promised_of_it() -> None:
    promised = [name for name, value in vars(Face).items() if inspect.isfunction(value)]
    assert promised
    for name in promised:
        kept = vars(MapView).get(name)
        assert kept is not None, name
        assert inspect.signature(kept) == inspect.signature(vars(Face)[name]), name
