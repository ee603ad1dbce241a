"""The situation summary's map, from the store to a drawing with its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eocdesk.maps import picture, reading
from eocdesk.maps.layers import HAZARDS, LayerData
from eocdesk.maps.reading import Limit
from eocdesk.maps.tiles import Filled, open_tiles
from eocdesk.models.errors import Refused, Unavailable
from eocdesk.models.resources import vendor


def situation_map(
    connection: Any,
    event: bytes,
    caption: str,
    base: Path | None = None,
    hazards: LayerData | None = None,
    limit: Limit | None = None,
) -> tuple[str, str]:
    """(SVG, words) of the event's venues, features, open incidents and hazards; without a base map the ground is plain.

    `caption` says when the data is of, `limit` which venues and features may stand on it: all of them where it is None.
    Empty strings where nothing has a place.
    """
    venues, features = reading.venue_layers(connection, event, limit)
    layers = (hazards or LayerData(HAZARDS), features, venues, reading.incident_layer(connection, event))
    if not any(data.marks or data.shapes for data in layers):
        return "", ""
    try:
        tiles = Filled(open_tiles(base or vendor("base.pmtiles")))
    except (Refused, Unavailable):
        return picture.draw(layers, None, caption), picture.in_words(layers)
    try:
        return picture.draw(layers, tiles, caption), picture.in_words(layers)
    finally:
        tiles.close()
