"""A filled form as a new PDF: its pages as they looked, fields made anew, nothing else of the user's file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from eocdesk.reports.fillable_match import Key
from eocdesk.reports.fillable_press import Set
from eocdesk.reports.fillable_read import BROKEN, Box, Leaf, Opened, Place, damaged
from eocdesk.reports.fillable_sound import is_whole

_KEPT = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/ProcSet")
_SHED = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/OC",
    "/StructParent",
    "/StructParents",
    "/OPI",
    "/Measure",
    "/PtData",
)
"""What a page's drawings may bring along that says who made them."""
_PRINT = 4
_OWN_EDGE = 14.0
"""Points at the edge of paper on which nobody prints: the page may lie under ours there."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the form: its pages, what is written in their fields."""

    leaves: Sequence[Leaf]
    texts: Mapping[Key, str]
    ticks: Mapping[Key, bool]


class Press:
    """Puts copies together. `above` and `below` are the points that our edges need."""

    def __init__(self, opened: Opened, made: Set, above: float, below: float, *, flat: bool = False) -> None:
        """`flat`: values are drawn and no fields are left, for viewers and printers that draw none."""
        self._flat = flat
        self._source = opened.reader
        self._made = PdfReader(io.BytesIO(made.pdf))
        self._writer = PdfWriter()
        self._above, self._below = above - _OWN_EDGE, below - _OWN_EDGE
        self._pages: dict[int, Any] = {}
        self._fields: list[Any] = []
        self._names: set[str] = set()

    def copy(self, copy: Copy, order: Mapping[Key, int], edges: int) -> None:
        """Add the pages of a copy; `order`: which set page stands in which field, `edges` the first edge."""
        for n, leaf in enumerate(copy.leaves):
            page = self._writer.add_blank_page(leaf.width, leaf.height)
            page[NameObject("/Resources")] = self._dict({})
            move = _Move(leaf, self._above, self._below)
            if self._flat:
                self._draw(page, leaf, move, edges + n, self._drawn(leaf, move, copy, order))
                continue
            self._draw(page, leaf, move, edges + n, [])
            notes = ArrayObject()
            for place in leaf.places:
                made = self._widget(place, move.box(place.box), copy, order)
                made[NameObject("/P")] = page.indirect_reference
                found = self._writer._add_object(made)  # noqa: SLF001  pypdf offers no other way to a field of its own
                notes.append(found)
                self._fields.append(found)
            page[NameObject("/Annots")] = notes

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._writer.pages)

    def append(self, pdf: bytes) -> None:
        """Add pages of ours as they are."""
        self._writer.append(io.BytesIO(pdf), import_outline=False)

    def done(self, facts: Mapping[str, str]) -> bytes:
        """The file. `facts` are the document information, which is ours alone."""
        if not self._flat:
            self._form()
        self._shed()
        self._writer.add_metadata(dict(facts))
        out = io.BytesIO()
        self._writer.write(out)
        return out.getvalue()

    def _form(self) -> None:
        helvetica = self._dict({"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"})
        helvetica[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
        fonts = self._dict({})
        fonts[NameObject("/Helv")] = self._writer._add_object(helvetica)  # noqa: SLF001  likewise
        resources = self._dict({})
        resources[NameObject("/Font")] = fonts
        form = self._dict({})
        form[NameObject("/Fields")] = ArrayObject(self._fields)
        form[NameObject("/DR")] = resources
        form[NameObject("/DA")] = TextStringObject("/Helv 0 Tf 0 g")
        form[NameObject("/NeedAppearances")] = BooleanObject(False)  # noqa: FBT003  pypdf's own class
        self._writer.root_object[NameObject("/AcroForm")] = self._writer._add_object(form)  # noqa: SLF001  likewise

    def _shed(self) -> None:
        """Take out what says who made the user's drawings, however deep it stands."""
        left: list[Any] = list(self._writer._objects)  # noqa: SLF001  likewise
        while left:
            one = left.pop()
            if isinstance(one, dict):
                for key in _SHED:
                    one.pop(key, None)
                left += one.values()
            elif isinstance(one, list):
                left += one

    # pages

    def _drawn(self, leaf: Leaf, move: _Move, copy: Copy, order: Mapping[Key, int]) -> list[tuple[Box, Any]]:
        """What stands in the fields of a page, to be drawn on it."""
        found = []
        for place in leaf.places:
            key, box = (place.page, place.at), move.box(place.box)
            if key in order:
                found.append((box, self._set_page(order[key])))
            elif copy.ticks.get(key):
                found.append((box, self._cross(box[2] - box[0], box[3] - box[1])))
        return found

    def _draw(self, page: Any, leaf: Leaf, move: _Move, edge: int, more: Sequence[tuple[Box, Any]]) -> None:
        """The user's page a little smaller, ours over it at its edges."""
        looks = self._dict({})
        looks[NameObject("/User")] = self._user_page(leaf)
        looks[NameObject("/Edges")] = self._set_page(edge)
        page["/Resources"][NameObject("/XObject")] = looks
        a, b, c, d, e, f = move.matrix
        orders = f"q {a:.5f} {b:.5f} {c:.5f} {d:.5f} {e:.3f} {f:.3f} cm /User Do Q q /Edges Do Q\n"
        for n, (box, drawn) in enumerate(more):
            looks[NameObject(f"/V{n}")] = drawn
            wide, tall = (float(one) for one in drawn.get_object()["/BBox"][2:])
            across, up = (box[2] - box[0]) / wide, (box[3] - box[1]) / tall
            orders += f"q {across:.5f} 0 0 {up:.5f} {box[0]:.3f} {box[1]:.3f} cm /V{n} Do Q\n"
        page[NameObject("/Contents")] = self._writer._add_object(self._stream(orders.encode(), {}))  # noqa: SLF001  likewise

    def _user_page(self, leaf: Leaf) -> Any:
        if leaf.page not in self._pages:
            try:
                page = self._source.pages[leaf.page]
                if not is_whole(page):
                    raise damaged()
                self._pages[leaf.page] = self._form_of(page, leaf.crop)
            except BROKEN as error:
                raise damaged() from error
        return self._pages[leaf.page]

    def _set_page(self, number: int) -> Any:
        page = self._made.pages[number]
        return self._form_of(page, (0, 0, page.mediabox.width, page.mediabox.height))

    def _form_of(self, page: Any, box: tuple[Any, Any, Any, Any]) -> Any:
        """A page as a drawing that can stand in another."""
        content = page.get_contents()
        made = self._stream(b"" if content is None else content.get_data(), {"/Type": "/XObject", "/Subtype": "/Form"})
        made[NameObject("/BBox")] = ArrayObject([FloatObject(float(one)) for one in box])
        resources = self._dict({})
        for key in _KEPT:
            known = page.get("/Resources", {}).get_object().get(key)
            if known is not None:
                resources[NameObject(key)] = known.clone(self._writer, force_duplicate=False)
        made[NameObject("/Resources")] = resources
        group = page.get("/Group")
        if group is not None:
            made[NameObject("/Group")] = group.clone(self._writer, force_duplicate=False)
        return self._writer._add_object(made)  # noqa: SLF001  likewise

    # fields

    def _widget(self, place: Place, box: Box, copy: Copy, order: Mapping[Key, int]) -> Any:
        key = (place.page, place.at)
        made = self._dict({"/Type": "/Annot", "/Subtype": "/Widget"})
        made[NameObject("/F")] = NumberObject(_PRINT)
        made[NameObject("/Rect")] = ArrayObject([FloatObject(round(one, 3)) for one in box])
        made[NameObject("/T")] = TextStringObject(self._name(place.name))
        made[NameObject("/TU")] = TextStringObject(place.label)
        if place.kind == "sign":
            made[NameObject("/FT")] = NameObject("/Sig")
        elif place.kind == "tick":
            self._tick(made, place, box, on=bool(copy.ticks.get(key)))
        else:
            self._text(made, place, copy.texts.get(key, ""), order.get(key))
        return made

    def _name(self, name: str) -> str:
        """A name that no other field of this file has: what shares one is filled with one value by every program."""
        plain = name.replace(".", " ").strip() or "Field"
        found, n = plain, 1
        while found in self._names:
            n += 1
            found = f"{plain} ({n})"
        self._names.add(found)
        return found

    def _text(self, made: Any, place: Place, text: str, at: int | None) -> None:
        lines = place.lines or "\n" in text
        made[NameObject("/FT")] = NameObject("/Tx")
        made[NameObject("/Ff")] = NumberObject(1 << 12 if lines else 0)
        made[NameObject("/DA")] = TextStringObject(f"/Helv {place.size:g} Tf 0 g")
        if text:
            made[NameObject("/V")] = TextStringObject(text)
        if at is not None:
            looks = self._dict({})
            looks[NameObject("/N")] = self._set_page(at)
            made[NameObject("/AP")] = looks

    def _tick(self, made: Any, place: Place, box: Box, *, on: bool) -> None:
        wide, tall = box[2] - box[0], box[3] - box[1]
        looks = self._dict({})
        looks[NameObject(f"/{place.state}")] = self._cross(wide, tall)
        looks[NameObject("/Off")] = self._square("", wide, tall)
        both = self._dict({})
        both[NameObject("/N")] = looks
        state = NameObject(f"/{place.state}" if on else "/Off")
        made[NameObject("/FT")] = NameObject("/Btn")
        made[NameObject("/V")], made[NameObject("/AS")], made[NameObject("/AP")] = state, state, both

    def _cross(self, wide: float, tall: float) -> Any:
        x, y = wide * 0.22, tall * 0.22
        up = f"{x:.2f} {y:.2f} m {wide - x:.2f} {tall - y:.2f} l"
        down = f"{x:.2f} {tall - y:.2f} m {wide - x:.2f} {y:.2f} l"
        return self._square(f"q 1.3 w 1 J {up} {down} S Q", wide, tall)

    def _square(self, orders: str, wide: float, tall: float) -> Any:
        drawn = self._stream(orders.encode(), {"/Type": "/XObject", "/Subtype": "/Form"})
        drawn[NameObject("/BBox")] = ArrayObject([FloatObject(one) for one in (0, 0, wide, tall)])
        return self._writer._add_object(drawn)  # noqa: SLF001  likewise

    # pieces

    @staticmethod
    def _dict(names: Mapping[str, str]) -> Any:
        return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})

    def _stream(self, data: bytes, names: Mapping[str, str]) -> Any:
        made = DecodedStreamObject()
        made.set_data(data)
        made.update(self._dict(names))
        return made.flate_encode()


class _Move:
    """Where the user's page and its fields come to stand: upright, a little smaller, between our edges."""

    def __init__(self, leaf: Leaf, above: float, below: float) -> None:
        self.scale = max((leaf.height - above - below) / leaf.height, 0.5)
        self.right = leaf.width * (1 - self.scale) / 2
        self.up = below
        self.leaf = leaf

    def box(self, box: Box) -> Box:
        """A field, moved with its page."""
        s = self.scale
        return box[0] * s + self.right, box[1] * s + self.up, box[2] * s + self.right, box[3] * s + self.up

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """The same for what the page draws, which is not turned yet."""
        left, low, right, top = self.leaf.crop
        turn = {
            90: (0, -1, 1, 0, -low, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }.get(self.leaf.turned, (1, 0, 0, 1, -left, -low))
        s = self.scale
        a, b, c, d, e, f = (one * s for one in turn)
        return a, b, c, d, e + self.right, f + self.up
