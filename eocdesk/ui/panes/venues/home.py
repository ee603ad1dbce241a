"""Serves the map's page, scripts, fonts and tiles from this machine, and lets nothing else through."""

from __future__ import annotations

import logging
import mimetypes
from collections import deque
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWidgets import QApplication

from eocdesk.maps.tileset import MEDIA, Tiles
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.models.resources import resource, vendor
from eocdesk.ui.panes.venues import scheme

LOG = logging.getLogger(__name__)
_CHANNEL = "own/qwebchannel.js"
_OURS = frozenset({"eoc", "data", "blob"})
_KEPT = 1000
_NOTHING = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""One transparent pixel: what stands for a picture that a map file does not have."""
_TYPES = {".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf"}
_NOT_FOUND = QWebEngineUrlRequestJob.Error.UrlNotFound
_FAILED = QWebEngineUrlRequestJob.Error.RequestFailed
_DENIED = QWebEngineUrlRequestJob.Error.RequestDenied

Reply = tuple[bytes, str]
"""Body and media type."""


class Guard(QWebEngineUrlRequestInterceptor):
    """Sees every request of the map and blocks whatever would leave the machine."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seen: deque[str] = deque(maxlen=_KEPT)
        self.denied: deque[str] = deque(maxlen=_KEPT)

    # Qt

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        self.seen.append(url.toString()[:200])
        if url.scheme() not in _OURS:
            self.denied.append(url.toString()[:200])
            LOG.info("the map asked for %s and was refused", url.toString()[:200])
            info.block(True)  # noqa: FBT003  Qt's own


class Home(QWebEngineUrlSchemeHandler):
    """Answers eoc://app/: `page/` from memory, `tiles/` from map files, the rest from three folders."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pages: dict[str, bytes] = {}
        self.tiles: dict[str, Tiles] = {}
        self.failures: deque[str] = deque(maxlen=_KEPT)
        self._folders = {"npm": vendor("npm"), "fonts": vendor("fonts"), "own": resource("map")}

    def reply(self, path: str) -> Reply | None:
        """What a path holds; None where there is nothing."""
        first, _, rest = path.lstrip("/").partition("/")
        if first == "page":
            page = self.pages.get(rest)
            return None if page is None else (page, "text/html; charset=utf-8")
        if path.lstrip("/") == _CHANNEL:
            return _channel(), _TYPES[".js"]
        if first == "tiles":
            return self._tile(rest)
        folder = self._folders.get(first)
        return None if folder is None else _file(folder, rest)

    def forget(self, name: str, *_: object) -> None:
        """A view is gone: its page and its tiles, which carry its name. Takes what `destroyed` says too."""
        self.pages.pop(name, None)
        for key in [key for key in self.tiles if key.startswith(name + ".")]:
            del self.tiles[key]

    def _tile(self, rest: str) -> Reply | None:
        key, *place = rest.rsplit("/", 3)
        tiles = self.tiles.get(key)
        if tiles is None or len(place) != 3 or not all(part.isdecimal() for part in place):  # noqa: PLR2004  z, x, y
            return None
        z, x, y = map(int, place)
        data = tiles.tile(z, x, y)
        if data is None:
            data = _NOTHING if tiles.told.raster else b""
            return data, "image/png" if tiles.told.raster else MEDIA[tiles.told.format]
        return data, MEDIA[tiles.told.format]

    def _fail(self, job: QWebEngineUrlRequestJob, url: QUrl, why: QWebEngineUrlRequestJob.Error) -> None:
        self.failures.append(url.toString()[:200])
        job.fail(why)

    # Qt

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        if url.host() != scheme.HOST or job.requestMethod().toStdString() != "GET":
            self._fail(job, url, _DENIED)
            return
        try:
            found = self.reply(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
        except (Refused, Unavailable, OSError, ValueError):  # ValueError: a file closed meanwhile
            self._fail(job, url, _FAILED)
            return
        if found is None:
            self._fail(job, url, _NOT_FOUND)
            return
        body = QBuffer(job)
        body.setData(QByteArray(found[0]))
        body.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(found[1].encode()), body)


def _file(folder: Path, rest: str) -> Reply | None:
    path = (folder / rest).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path.read_bytes(), _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[
        0
    ] or "application/octet-stream"


class Served(NamedTuple):
    """The one profile of the program with what answers and watches it."""

    profile: QWebEngineProfile
    home: Home
    guard: Guard


@cache
def served() -> Served:
    """Nothing on disk, every request through the guard.

    The profile is a child of the application: pages must be gone before it, and they are children of views.
    """
    profile = QWebEngineProfile(QApplication.instance())
    home, guard = Home(profile), Guard(profile)
    profile.installUrlSchemeHandler(QByteArray(scheme.NAME), home)
    profile.setUrlRequestInterceptor(guard)
    return Served(profile, home, guard)


def _channel() -> bytes:
    """Qt's own half of the bridge. Served, not injected: a renderer started anew gets no injected scripts."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()
