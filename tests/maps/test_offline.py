"""Nothing the page loads lies elsewhere than on this desk."""

from __future__ import annotations

import folium
import pytest
from branca.element import Element, JavascriptLink
from folium import plugins

from eocdesk.maps.offline import LINKS, MissingAsset, OfflineFigure
from eocdesk.models.resources import vendor


def figure() -> tuple[OfflineFigure, folium.Map]:
    made = OfflineFigure(title="Map")
    ground = folium.Map(tiles=None)
    made.add_child(ground)
    return made, ground


def test_every_link_of_foliums_page_is_known() -> None:
    html = figure()[0].render()
    assert "eoc://app/npm/leaflet/dist/leaflet.js" in html
    assert "https://" not in html.split("<body")[0]
    assert "jquery" not in html


@pytest.mark.parametrize("path", [path for path in LINKS.values() if path])
def test_what_is_linked_is_carried(path: str) -> None:
    assert vendor("npm", path).is_file()


def test_a_plugin_that_is_not_carried_stops_the_page_and_is_named() -> None:
    made, ground = figure()
    plugins.BeautifyIcon().add_to(folium.Marker([0, 0]).add_to(ground))
    with pytest.raises(MissingAsset, match=r"BeautifyMarker|beautify"):
        made.render()


@pytest.mark.parametrize(
    "stray",
    [
        '<img src="https://example.org/a.png">',
        "<link rel=x href=' //cdn.example.org/a.css'>",
        "<style>b{background: url(http://example.org/b.png)}</style>",
        "<style>@import 'a.css';</style>",
    ],
)
def test_an_address_hidden_in_the_page_stops_it(stray: str) -> None:
    made, ground = figure()
    del ground
    made.html.add_child(Element(stray))
    with pytest.raises(MissingAsset):
        made.render()


def test_foliums_own_lists_are_left_as_they_were() -> None:
    before = list(folium.Map.default_js)
    made, _ = figure()
    made.header.add_child(JavascriptLink("eoc://app/own/x.js"), name="x")
    assert "eoc://app/own/x.js" in made.render()
    assert folium.Map.default_js == before
