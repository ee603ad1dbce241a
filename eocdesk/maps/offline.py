"""A folium figure whose every link is served by the desk itself; one that is not known stops the page."""

from __future__ import annotations

import re
from typing import Any

from branca.element import CssLink, Figure, JavascriptLink

from eocdesk.maps.base import HOME

NPM = HOME + "npm/"

LINKS: dict[str, str | None] = {
    "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js": "leaflet/dist/leaflet.js",
    "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.css": "leaflet/dist/leaflet.css",
    # folium's own popups and icons need these; ours are text on a canvas, so they are left out.
    "https://code.jquery.com/jquery-3.7.1.min.js": None,
    "https://cdn.jsdelivr.net/npm/bootstrap@5.2.2/dist/js/bootstrap.bundle.min.js": None,
    "https://cdn.jsdelivr.net/npm/bootstrap@5.2.2/dist/css/bootstrap.min.css": None,
    "https://netdna.bootstrapcdn.com/bootstrap/3.0.0/css/bootstrap-glyphicons.css": None,
    "https://cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@6.2.0/css/all.min.css": None,
    "https://cdnjs.cloudflare.com/ajax/libs/Leaflet.awesome-markers/2.0.2/leaflet.awesome-markers.js": None,
    "https://cdnjs.cloudflare.com/ajax/libs/Leaflet.awesome-markers/2.0.2/leaflet.awesome-markers.css": None,
    "https://cdn.jsdelivr.net/gh/python-visualization/folium/folium/templates/leaflet.awesome.rotate.min.css": None,
}
"""What folium and branca write, and where the same lies under `eocdesk/_vendor/npm`; None: not wanted."""

_LOADS = re.compile(
    r"""(?:src|href)\s*=\s*["']\s*(?:https?:)?//|url\(\s*["']?\s*(?:https?:)?//|@import""", re.IGNORECASE
)


class MissingAsset(Exception):
    """The page would load something the desk does not carry."""


class OfflineFigure(Figure):
    """folium's root. Rewrites the header's links after the children have put theirs there; changes nothing global."""

    def render(self, **kwargs: Any) -> str:
        """The page; MissingAsset names the first thing that is not known."""
        for child in list(self._children.values()):
            child.render(**kwargs)
        links = self.header._children  # noqa: SLF001  branca offers no other way to them
        for name, element in list(links.items()):
            if isinstance(element, JavascriptLink | CssLink) and not element.url.startswith(HOME):
                if element.url not in LINKS:
                    raise MissingAsset(f"{name}: {element.url}")
                path = LINKS[element.url]
                if path is None:
                    del links[name]
                else:
                    element.url = NPM + path
        html = str(self._template.render(this=self, kwargs=kwargs))
        stray = _LOADS.search(html)
        if stray is not None:
            raise MissingAsset(html[stray.start() : stray.start() + 120])
        return html
