"""What the page may have: its own files and tiles, and nothing of the machine or the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.maps.tiles import open_tiles
from eocdesk.ui.panes.venues import home
from eocdesk.ui.panes.venues.home import Home, served
from eocdesk.ui.panes.venues.webview import Page
from tests.kit.mapfiles import ground_tile, mbtiles_file, pmtiles_file, png

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[Home]:
    made = Home()
    tiles = {
        "map-1.vector/a b": open_tiles(pmtiles_file(tmp_path / "a.pmtiles", {(0, 0, 0): ground_tile()})),
        "map-1.pictures": open_tiles(mbtiles_file(tmp_path / "b.mbtiles", {(0, 0, 0): png(1, 2, 3)})),
    }
    made.tiles.update(tiles)
    made.pages["map-1"] = b"<html>"
    yield made
    for one in tiles.values():
        one.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/page/map-1", "text/html; charset=utf-8"),
        ("/own/live.js", "text/javascript"),
        ("/own/qwebchannel.js", "text/javascript"),
        ("/own/live.css", "text/css"),
        ("/fonts/Inter-Regular.ttf", "font/ttf"),
        ("/npm/leaflet/dist/leaflet.js", "text/javascript"),
        ("/tiles/map-1.vector/a b/0/0/0", "application/x-protobuf"),
        ("/tiles/map-1.pictures/0/0/0", "image/png"),
    ],
)
def test_what_the_page_needs_is_given_with_its_kind(answering: Home, path: str, kind: str) -> None:
    found = answering.reply(path)
    assert found is not None
    assert found[0]
    assert found[1] == kind


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/page/map-2",
        "/own/../exercise/event.json",
        "/npm/../base.pmtiles",
        "/fonts/",
        "/fonts//etc/passwd",
        "/etc/passwd",
        "/tiles/other/0/0/0",
        "/tiles/map-1.pictures/0/0",
        "/tiles/map-1.pictures/0/0/-1",
        "/tiles/map-1.pictures/0/0/x",
        "/tiles/0/0/0",
    ],
)
def test_nothing_else_is(answering: Home, path: str) -> None:
    assert answering.reply(path) is None


def test_where_a_file_has_no_tile_the_page_gets_an_empty_one(answering: Home) -> None:
    assert answering.reply("/tiles/map-1.vector/a b/3/1/1") == (b"", "application/x-protobuf")
    picture = answering.reply("/tiles/map-1.pictures/3/1/1")
    assert picture is not None
    assert picture[0].startswith(b"\x89PNG")


def test_what_a_map_had_goes_with_it(answering: Home) -> None:
    answering.pages["map-10"] = b"<html>"
    answering.forget("map-1")
    assert list(answering.pages) == ["map-10"]
    assert answering.tiles == {}


def test_a_page_that_asks_the_network_is_refused_and_its_asking_kept(qtbot: QtBot) -> None:
    served().guard.denied.clear()
    page = Page(served().profile)
    heard: list[object] = []
    served().home.pages["asking"] = (
        b"<script>document.title = 'asking';"
        b"fetch('https://example.org/x').catch(() => fetch('http://127.0.0.1:9/y')).catch(() => document.title = 'no');"
        b"new Image().src = 'http://example.org/a.png'; location = 'https://example.org/'</script>"
    )
    with qtbot.waitSignal(page.loadFinished):
        page.setUrl(QUrl("eoc://app/page/asking"))

    def ended() -> bool:
        page.runJavaScript("document.title", heard.append)
        return "no" in heard

    qtbot.waitUntil(ended)
    assert page.url() == QUrl("eoc://app/page/asking")
    assert all(url.startswith(("http://", "https://")) for url in served().guard.denied)
    served().guard.denied.clear()
    served().home.forget("asking")
    Shiboken.delete(page)


@pytest.mark.parametrize("url", ["https://example.org/", "file:///etc/passwd", "eoc://other/page/x", "eoc://app/own/a"])
def test_a_page_never_goes_elsewhere(url: str) -> None:
    page = Page(served().profile)
    kind = QWebEnginePage.NavigationType.NavigationTypeTyped
    assert page.acceptNavigationRequest(QUrl("eoc://app/page/map-1"), kind, True)  # noqa: FBT003  Qt's own
    assert not page.acceptNavigationRequest(QUrl(url), kind, True)  # noqa: FBT003  likewise
    Shiboken.delete(page)


def test_there_is_one_profile_and_it_keeps_nothing_on_disk() -> None:
    assert home.served() is served()
    assert served().profile.isOffTheRecord()
