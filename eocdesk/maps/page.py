"""The page the map is drawn on, written once by folium; what is on it comes later and never as HTML."""

from __future__ import annotations

import json
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from eocdesk.maps.base import HOME, LEAST_ZOOM, MOST_ZOOM, Base
from eocdesk.maps.layers import LAYERS, Layer
from eocdesk.maps.offline import NPM, OfflineFigure
from eocdesk.maps.palette import Palette
from eocdesk.maps.symbols import GLYPHS

_POLICY = (
    "default-src 'none'; script-src eoc: 'unsafe-inline'; style-src eoc: 'unsafe-inline'; "
    "img-src eoc: data: blob:; font-src eoc:; connect-src eoc:"
)


class Live(JSCSSMixin, MacroElement):
    """The canvas of the live layers and the bridge to Python, as a folium element."""

    _template = Template(
        "{% macro script(this, kwargs) %}EOC.start({{ this._parent.get_name() }}, {{ this.told }});{% endmacro %}"
    )
    default_js = [  # noqa: RUF012  the names and kinds are folium's
        ("protomaps_leaflet", NPM + "protomaps-leaflet/dist/protomaps-leaflet.js"),
        ("qwebchannel", HOME + "own/qwebchannel.js"),
        ("eoc_live", HOME + "own/live.js"),
    ]
    default_css = [("eoc_live_css", HOME + "own/live.css")]  # noqa: RUF012  likewise

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium types only a part
        self._name = "Live"
        self.told = in_script(told)


def page(
    palette: Palette, bases: list[Base], centre: tuple[float, float], zoom: float, layers: tuple[Layer, ...] = LAYERS
) -> str:
    """The HTML of the map; its `centre` is (lat, lon)."""
    figure = OfflineFigure(title="Map")
    figure.header.add_child(Element(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'), name="policy")
    ground = folium.Map(
        location=list(centre),
        zoom_start=zoom,  # type: ignore[arg-type]  # half zooms are Leaflet's, folium types whole ones
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        world_copy_jump=True,
        boxZoom=False,
        fadeAnimation=False,
        zoomSnap=0.5,
        wheelPxPerZoomLevel=90,
        minZoom=LEAST_ZOOM,
        maxZoom=MOST_ZOOM,
    )
    figure.add_child(ground)
    ground.add_child(Live(settings(palette, bases, layers)))
    return figure.render()


def settings(palette: Palette, bases: list[Base], layers: tuple[Layer, ...] = LAYERS) -> dict[str, Any]:
    """What the page is told at its start."""
    return {
        "palette": palette.told(),
        "bases": [base.written() for base in bases],
        "glyphs": [glyph.told() for glyph in GLYPHS],
        "layers": [{"name": layer.name, "style": str(layer.style)} for layer in sorted(layers, key=_order)],
    }


def in_script(told: dict[str, Any]) -> str:
    """JSON that cannot end the script it stands in, whatever a map file calls itself."""
    text = json.dumps(told, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _order(layer: Layer) -> int:
    return layer.order
