"""One feature of a GeoJSON file as a venue or as something on the ground."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from eocdesk.commands.reading import Item
from eocdesk.interchange.format import Asked
from eocdesk.interchange.geojson.shapes import Shape, inside, sound
from eocdesk.interchange.places import number
from eocdesk.interchange.profile.cells import words_of
from eocdesk.interchange.profile.generic import folded, generic, matched
from eocdesk.interchange.profile.known import choose
from eocdesk.interchange.profile.load import shipped
from eocdesk.interchange.profile.mapping import Mapper
from eocdesk.interchange.profile.model import Profile, Taken
from eocdesk.models.errors import Refused
from eocdesk.models.ids import parse_id
from eocdesk.models.venue import FEATURES

NAME = "geojson"
RECORD = "record"
"""The property by which a desk says what a feature of its own is."""
_GEOMETRY = "geometry"
_KIND_COLUMNS = ("kind", "type", "category", "class", "feature")
_KINDS = {folded(word): value for value, word in FEATURES if value not in {"other", "footprint"}}
_OURS = {value for value, _ in FEATURES}
_LINES = {"LineString", "MultiLineString"}
_SHOWN = 12
_NAMELESS = "(no name)"
_ID_LEAST = 6


class Places:
    """Maps the features of one file by the profile of its source, or by our own fields."""

    def __init__(self, headings: Sequence[str], asked: Asked) -> None:
        profile = _profile(headings, asked)
        self._only = profile
        known = profile is not None and not profile.generic
        self.source = profile.source if profile and known else NAME
        self.lists = profile.name if profile and profile.whole else ""
        self.join = profile.join if profile else ()
        own = RECORD in headings
        made = [
            generic("venue", headings, own=own),
            generic("feature", headings, own=own),
            *([profile] if profile else []),
        ]
        self._mappers = {one.kind: Mapper(_ungrounded(one), asked, {*headings, _GEOMETRY}) for one in made}

    def item(self, feature: Any, row: Mapping[str, Any], at: str) -> Item:
        """A feature as a venue or as a feature of the map; Refused with the reason where it is neither."""
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise Refused("This is no Feature.")
        given = feature.get("geometry")
        if given is None and not any(words_of(said) for said in row.values()):
            raise Refused("The feature says neither what nor where.")
        shape = sound(given) if given is not None else None
        own = parse_id(str(feature.get("id", ""))) if RECORD in row else None
        venue = self._kind(row, shape) == "venue"
        made = self._venue(row, shape, at, own=own) if venue else self._feature(row, shape, at)
        key = _distinct_id(feature.get("id"))
        return replace(made, id=own, key=key if key and not own else made.key)

    def left_out(self, headings: Sequence[str]) -> tuple[str, ...]:
        """The properties that nothing was taken from, in one warning."""
        mappers = [self._mappers[self._only.kind]] if self._only else list(self._mappers.values())
        known = {RECORD, "kind"}.union(*(mapper.profile.columns() for mapper in mappers))
        over = [name for name in headings if name not in known]
        if not over:
            return ()
        said = ", ".join(over[:_SHOWN]) + (f" and {len(over) - _SHOWN} more" if len(over) > _SHOWN else "")
        return (f"properties not taken: {said}",)

    def _kind(self, row: Mapping[str, Any], shape: Shape | None) -> str:
        said = words_of(row.get(RECORD))
        if said in self._mappers:
            return said
        if self._only is not None:
            return self._only.kind
        ground = shape is None or shape.area or shape.type == "Point"
        named = any(words_of(row.get(column)) for column in matched("venue", list(row)).get("name", []))
        return "venue" if ground and named and not _kind_of(row) else "feature"

    def _venue(self, row: Mapping[str, Any], shape: Shape | None, at: str, *, own: bytes | None) -> Item:
        item = self._mappers["venue"].item(row, at)
        values = {**item.values, "lat": None, "lon": None, "geometry": None}
        if shape is not None:
            values["lat"], values["lon"] = inside(shape.geometry)
            values["geometry"] = None if shape.type == "Point" else compact(shape.geometry)
        if own:
            lat, lon = number(row.get("lat", "")), number(row.get("lon", ""))
            values |= {"lat": lat, "lon": lon} if lat is not None and lon is not None else {}
        warnings = shape.warnings if shape else ["no place on the map"]
        return replace(item, values=values, warnings=(*item.warnings, *warnings))

    def _feature(self, row: Mapping[str, Any], shape: Shape | None, at: str) -> Item:
        geometry = compact(shape.geometry) if shape else None
        item = self._mappers["feature"].item({**row, _GEOMETRY: geometry}, at)
        line = shape is not None and shape.type in _LINES
        own = words_of(row.get("kind")) if RECORD in row else ""
        kind = own if own in _OURS else _kind_of(row) or ("route" if line else "other")
        warnings = [*item.warnings, *(shape.warnings if shape else ["no place on the map"])]
        values = {**item.values, "kind": kind}
        if not values.get("name"):
            drawn = shape is not None and (line or shape.area)
            if not drawn or not any(words_of(said) for said in row.values()):
                raise Refused("The feature has no name, and nothing else says what it is.", "name")
            values["name"] = _NAMELESS  # a perimeter, a road: it is known by its shape
            warnings.append("no name")
        return replace(item, values=values, warnings=tuple(warnings))


def compact(geometry: dict[str, Any]) -> str:
    """A geometry as it is kept in a record."""
    return json.dumps(geometry, separators=(",", ":"))


def _profile(headings: Sequence[str], asked: Asked) -> Profile | None:
    if asked.profile:
        profile = choose(headings, NAME, asked.profile)
        if profile.kind not in {"venue", "feature"}:
            raise Refused(f"GeoJSON holds places; the profile {profile.name} makes {profile.kind} records.", "profile")
        return profile
    there = set(headings)
    fits = [one for one in shipped() if one.headings and NAME in one.files and there.issuperset(one.headings)]
    return fits[0] if len(fits) == 1 else None


def _ungrounded(profile: Profile) -> Profile:
    """The profile without what the geometry says better than any property."""
    fields = {name: taken for name, taken in profile.fields.items() if name not in {"lat", "lon", "geometry", "kind"}}
    if profile.kind == "feature":
        fields[_GEOMETRY] = Taken(column=_GEOMETRY)
    return msgspec.structs.replace(profile, fields=fields)


def _kind_of(row: Mapping[str, Any]) -> str:
    """What on the ground a feature calls itself, where it is one of our words; empty otherwise."""
    for column in row:
        if folded(column) in _KIND_COLUMNS and (kind := _KINDS.get(folded(words_of(row[column])))):
            return kind
    return ""


def _distinct_id(said: Any) -> str:
    """An id that is more than a place in the list: `way/1234`, not 7."""
    words = words_of(said)
    return words if words and (not words.isdigit() or len(words) >= _ID_LEAST) else ""
