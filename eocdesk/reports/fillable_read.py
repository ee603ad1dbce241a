"""A user's fillable PDF taken apart: its pages upright, the fields on them; a clear no for what cannot be filled."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from eocdesk.models import Refused
from eocdesk.reports.fillable_words import is_row, number_of, variants

_MOST_BYTES, _MOST_PAGES, _MOST_FIELDS, _MOST_LABEL = 30_000_000, 400, 12_000, 2_000
_DEEP = 32
_HIDDEN = 1 << 1 | 1 << 5  # hidden, and not to be seen (PDF 32000, table 165)
_RADIO, _PUSH, _LINES, _PASSWORD = 1 << 15, 1 << 16, 1 << 12, 1 << 13
_FORM = re.compile(
    r"\(\s*ICS\s*(?:FORM\s*)?(?P<a>\d{3}\s?-?\s?[A-Z]{0,2})\s*\)"
    r"|ICS\s*(?:FORM\s*)?(?P<b>\d{3}(?:\s?-?(?:CG|RR|A|HM))?)\s*,?\s*(?:IAP\s+)?Page"
    r"|ICS\s*(?:FORM\s*)?(?P<c>\d{3}(?:\s?-?(?:CG|RR|A|HM))?)\s*\(Rev"
)

_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)

BROKEN = (
    PyPdfError,
    DependencyError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    OSError,
    MemoryError,
    ArithmeticError,
    NotImplementedError,
)
"""What is raised over a PDF that is not as it should be."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """One field to write in: where on its page (points, upright, from below), what it is called, what it takes.

    `kind`: text, tick, sign. `state` is the name a ticked square has.
    """

    page: int
    at: int  # its place among the page's annotations
    kind: str
    name: str
    label: str
    box: Box
    names: tuple[frozenset[str], ...] = field(repr=False)  # words of its title
    others: tuple[frozenset[str], ...] = field(repr=False)  # words of its name
    number: str = ""
    rowed: bool = False
    lines: bool = False
    size: float = 0.0
    state: str = "Yes"
    held: bool = False  # something stood in it

    @property
    def every(self) -> tuple[frozenset[str], ...]:
        """Words it may be known by."""
        return (*self.names, *self.others)

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with fields: which form it says it is of, its size upright, what was left behind on it."""

    page: int
    form: str
    width: float
    height: float
    turned: int
    crop: Box
    places: tuple[Place, ...]
    dropped: int = 0  # links, attached files, buttons, hidden fields


@dataclass(frozen=True, slots=True)
class Opened:
    """The file as it is read, and its pages with fields."""

    reader: Any = field(repr=False)
    leaves: tuple[Leaf, ...] = ()


def opened(data: bytes) -> Opened:
    """Read a PDF; Refused with the reason where it cannot be filled."""
    if len(data) > _MOST_BYTES:
        raise Refused(f"This file has {len(data) / 1e6:,.0f} MB; a form has no more than 30.", "fill")
    if b"%PDF-" not in data[:1024]:
        raise Refused("This file is no PDF.", "fill")
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # what is odd in a user's file is no fault of this desk
    try:
        reader = PdfReader(io.BytesIO(data))
        leaves = tuple(_leaves(reader, _looks(reader)))
    except BROKEN as error:
        raise damaged() from error
    if not any(leaf.places for leaf in leaves):
        raise Refused("This PDF has no fields to fill: it is a picture of a form, or was flattened.", "fill")
    return Opened(reader, leaves)


def damaged() -> Refused:
    """What is said of such a file."""
    return Refused("This PDF is damaged: it cannot be read to its end.", "fill")


def _looks(reader: PdfReader) -> str:
    """How the fields look that do not say so themselves; Refused where the file has no fields that can be filled."""
    if reader.is_encrypted:
        raise Refused("This PDF is locked with a password or against changes. Save an unlocked copy of it.", "fill")
    form = _form(reader)
    if form.get("/XFA"):
        raise Refused(
            "This PDF is an XFA form, which Adobe's own programs alone can show. Save it as a plain fillable PDF, "
            "or use the form eocdesk draws.",
            "fill",
        )
    return str(form.get("/DA", ""))


def _form(reader: PdfReader) -> Any:
    root: Any = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    form = None if form is None else form.get_object()
    if not isinstance(form, dict):
        raise Refused("This PDF has no fields to fill: it is a picture of a form, or was flattened.", "fill")
    return form


def _leaves(reader: Any, looks: str) -> Iterator[Leaf]:
    if len(reader.pages) > _MOST_PAGES:
        raise Refused(f"This PDF has {len(reader.pages):,} pages; a form has no more than {_MOST_PAGES}.", "fill")
    many = 0
    for number, page in enumerate(reader.pages):
        notes = page.get("/Annots")
        notes = [] if notes is None else notes.get_object()
        if not isinstance(notes, list) or not notes:
            continue
        many += len(notes)
        if many > _MOST_FIELDS:
            raise Refused(f"This PDF has more than {_MOST_FIELDS:,} fields.", "fill")
        upright = _Upright(page)
        found = [_place(number, at, note.get_object(), upright, looks) for at, note in enumerate(notes)]
        places = tuple(one for one in found if one is not None)
        if places:
            wide, tall = upright.size
            left = len(found) - len(places)
            yield Leaf(number, said_form(page), wide, tall, upright.turned, upright.crop, places, left)


def said_form(page: Any, *, whole: bool = False) -> str:
    """`213RR`, as a page calls itself in its title or at its foot; empty where its words cannot be read.

    With `whole` its fonts are asked for what the letters are, which takes a second where there are many.
    """
    found = list(_FORM.finditer(_slow(page) if whole else _plain(page)))
    best = next((one for one in found if one["a"]), None) or next(iter(found), None)
    return "" if best is None else form_name(next(word for word in best.groups() if word))


def _plain(page: Any) -> str:
    """The words of a page as they stand in its orders, where they are plain: a hundredth of the work of `_slow`."""
    content = page.get_contents()
    said = b"" if content is None else b"".join(_SHOWN.findall(content.get_data()))
    return re.sub(r"\\([()])", r"\1", said.decode("latin-1"))


def _slow(page: Any) -> str:
    try:
        return " ".join(str(page.extract_text()).split())
    except Exception:  # noqa: BLE001  a page whose words cannot be read may have fields that can be filled
        return ""


def form_name(number: str) -> str:
    """`ICS 230-CG` and `ICS 213 RR` as one word each: `230CG`, `213RR`."""
    return re.sub(r"[^0-9A-Z]", "", number.upper().replace("ICS", ""))


class _Upright:
    """Where a point of a page stands once the page is turned as it is looked at."""

    def __init__(self, page: Any) -> None:
        box = page.cropbox
        self.left, self.low, self.right, self.top = (float(one) for one in (box.left, box.bottom, box.right, box.top))
        self.crop = (self.left, self.low, self.right, self.top)
        self.turned = int(page.get("/Rotate") or 0) % 360
        wide, tall = self.right - self.left, self.top - self.low
        if not (0 < wide < 20_000 and 0 < tall < 20_000):  # noqa: PLR2004  no paper is so large: PDF's own limit is near
            raise ValueError(wide, tall)
        self.size = (tall, wide) if self.turned in (90, 270) else (wide, tall)

    def box(self, rect: Any) -> Box:
        """A rectangle, its corners in order."""
        x0, y0, x1, y1 = (float(one) for one in rect)
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point."""
        match self.turned:
            case 90:
                return y - self.low, self.right - x
            case 180:
                return self.right - x, self.top - y
            case 270:
                return self.top - y, x - self.left
            case _:
                return x - self.left, y - self.low


def _place(page: int, at: int, note: Any, upright: _Upright, looks: str) -> Place | None:
    if not isinstance(note, dict) or note.get("/Subtype") != "/Widget" or int(note.get("/F", 0)) & _HIDDEN:
        return None
    chain = _chain(note)
    told = {key: value for one in reversed(chain) for key, value in one.items()}
    flags, sort = int(told.get("/Ff", 0)), told.get("/FT")
    barred = {"/Tx": _PASSWORD, "/Btn": _PUSH, "/Sig": 0, "/Ch": 0}.get(str(sort))
    if barred is None or flags & barred:
        return None
    if sort == "/Sig" and told.get("/V") is not None:
        raise Refused(
            "This form is signed already. Filling it would break the signature: take an unsigned one.", "fill"
        )
    box = upright.box(note["/Rect"].get_object() if hasattr(note["/Rect"], "get_object") else note["/Rect"])
    name = ".".join(str(one["/T"])[:_MOST_LABEL] for one in reversed(chain) if "/T" in one)
    label = str(told.get("/TU") or name)[:_MOST_LABEL]
    state = _state(note)
    if sort == "/Btn" and flags & _RADIO:
        label = f"{label} {state}"
    kind = {"/Btn": "tick", "/Sig": "sign"}.get(str(sort), "text")
    return Place(
        page,
        at,
        kind,
        name,
        label,
        box,
        variants(label),
        variants(name),
        number_of(label) or number_of(name),
        is_row(label) or is_row(name),
        bool(flags & _LINES),
        _size(str(told.get("/DA") or looks)),
        state,
        _held(told),
    )


def _size(looks: str) -> float:
    """Points of its letters; 0 where it is left to who fills it, or says what no page has room for."""
    found = re.search(r"(?<![\d.])(\d{0,3}\.?\d{0,6})\s+Tf", looks[:_MOST_LABEL])
    return 0.0 if found is None or found[1] in ("", ".") else float(found[1])


def _held(told: dict[str, Any]) -> bool:
    value = told.get("/V")
    return value is not None and str(value) not in ("", "/Off")


def _chain(note: Any) -> list[Any]:
    """A field and what it belongs to, the nearest first; a circle ends where it begins."""
    found, seen = [note], {id(note)}
    while len(found) < _DEEP:
        above = found[-1].get("/Parent")
        above = None if above is None else above.get_object()
        if not isinstance(above, dict) or id(above) in seen:
            break
        seen.add(id(above))
        found.append(above)
    return found


def _state(note: Any) -> str:
    looks = note.get("/AP")
    looks = None if looks is None else looks.get_object().get("/N")
    looks = None if looks is None else looks.get_object()
    if not isinstance(looks, dict) or hasattr(looks, "get_data"):
        return "Yes"
    return next((str(key)[1:] for key in looks if key != "/Off"), "Yes")
