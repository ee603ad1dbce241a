"""Tables without a profile: headings that are our own field names, labels or everyday words for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from eocdesk.interchange.profile.mapping import TIMED
from eocdesk.interchange.profile.model import Profile, Taken, Timing
from eocdesk.models import KINDS, fields_of
from eocdesk.models.fields import Holds

GENERIC = ("session", "venue", "feature", "agency", "contact", "entry", "incident", "task", "resource")
_NEVER = {"event", "struck"}
_OURS = {"source", "source_key", "sequence"}
# Everyday words for a field, tried after its label and its name; folded as `folded` does.
_ALSO: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "session": {
        "title": ("session", "summary", "subject", "match", "session name", "event name", "name"),
        "starts": ("start", "starts", "start time", "begin", "from"),
        "ends": ("end", "ends", "end time", "finish", "to", "until"),
        "day": ("date", "start date"),
        "venue": ("venue name", "location", "place", "stadium", "site"),
        "sport": ("discipline",),
        "stage": ("phase", "round"),
        "note": ("description", "notes", "comment"),
        "crowd": ("attendance",),
    },
    "venue": {
        "name": ("venue", "venue name", "stadium", "site", "title", "place", "nom", "nom site"),
        "lat": ("lat", "y lat"),
        "lon": ("lon", "lng", "long", "x lon"),
        "sports": ("sport", "disciplines"),
        "aliases": ("alias", "aliases", "common name", "also known as"),
        "note": ("notes", "description"),
        "city": ("town",),
        "capacity": ("seats",),
    },
    "feature": {"name": ("title",), "kind": ("type",), "note": ("notes", "description")},
    "agency": {
        "name": ("agency", "agency name", "organisation", "organization", "partner"),
        "phone": ("telephone", "tel"),
        "email": ("email", "mail"),
        "note": ("notes",),
    },
    "contact": {
        "name": ("full name", "contact", "contact name", "person"),
        "phones": ("phone", "telephone", "mobile", "cell", "tel", "phone number"),
        "emails": ("email", "e mail", "mail", "email address"),
        "organisation": ("organisation", "organization", "company", "employer"),
        "role": ("position", "job title", "function"),
        "radio": ("channel", "radio"),
        "languages": ("language",),
        "note": ("notes",),
    },
    "entry": {
        "text": ("message", "description", "narrative", "remarks", "log entry"),
        "happened": ("time", "timestamp", "date time", "datetime", "when", "date and time"),
        "place": ("location", "address"),
        "lat": ("lat",),
        "lon": ("lon", "lng", "long"),
        "reported_by": ("reporter", "caller"),
    },
    "incident": {"opened": ("time", "timestamp", "reported"), "place": ("location", "address")},
    "task": {"title": ("what", "action"), "owner": ("who", "assigned to"), "due": ("by", "deadline")},
    "resource": {
        "number": ("id", "no", "badge", "volunteer number", "volunteer id"),
        "name": ("name", "full name", "volunteer", "crew", "team", "unit", "nombre", "nom"),
        "category": ("discipline", "function", "speciality", "specialty", "skill", "skills"),
        "quantity": ("people", "headcount", "persons", "qty"),
        "capacity": ("capability", "capabilities", "abilities"),
        "languages": ("language", "speaks", "idiomas", "langues"),
        "credentials": ("credential", "qualifications", "qualification", "certification", "certifications", "licence"),
        "valid_until": ("valid until", "credentials valid until", "expires", "expiry", "expiry date", "valid to"),
        "nation": ("country", "partner nation", "nationality", "pays"),
        "agency": ("agency", "organisation", "organization", "sending agency", "home agency"),
        "venue": ("venue", "site", "stadium"),
        "place": ("location", "staging area", "base"),
        "liaison": (
            "liaison name",
            "liaison phone",
            "liaison officer",
            "contact phone",
            "phone",
            "telephone",
            "mobile",
        ),
        "note": ("notes", "remarks", "comment"),
    },
}
_IN_WORDS: Mapping[str, tuple[str, ...]] = {"resource": ("liaison",)}
"""Fields that point to a record which no row of a table can name for certain: the words stay in the note."""
_PATTERNS = (
    "iso",
    "%Y-%m-%d %I:%M %p",
    "%H:%M",
    "%H:%M:%S",
    "%I:%M %p",
    "%I %p",
    "%d %b %Y %H:%M",
    "%b %d, %Y %I:%M %p",
)
_DAYS = ("iso", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%a %d %b %Y", "%a %b %d, %Y")
_OPEN = ("tbd", "tba", "tbc", "to be decided", "to be confirmed", "to be announced", "tbd–tbd", "n/a", "-", "?")


def folded(heading: str) -> str:
    """A heading without case, marks and blanks that differ."""
    kept = "".join(sign if sign.isalnum() else " " for sign in heading.casefold())
    return " ".join(kept.split())


def id_heading(kind: str) -> str:
    """The heading over the records' own ids in a table that a desk wrote."""
    return f"eocdesk {kind} id"


@cache
def _known(kind: str) -> Mapping[str, str]:
    """Folded heading -> field, the label before the name before everyday words."""
    out: dict[str, str] = {}
    declared = fields_of(KINDS[kind])
    names = [name for name in declared if name not in _NEVER]
    for name in names:
        out.setdefault(folded(declared[name].label), name)
    for name in names:
        out.setdefault(folded(name), name)
    for name, words in _ALSO.get(kind, {}).items():
        for word in words:
            out.setdefault(word, name)
    return out


def matched(kind: str, headings: Sequence[str]) -> dict[str, list[str]]:
    """Field -> the headings of the file that mean it."""
    known, out = _known(kind), dict[str, list[str]]()
    for heading in headings:
        name = known.get(folded(heading))
        if name:
            out.setdefault(name, []).append(heading)
    return out


def generic(kind: str, headings: Sequence[str], *, own: bool = False) -> Profile:
    """A profile for a file of one kind with these headings; `own`: a desk wrote it."""
    found = matched(kind, headings)
    start, end, day = TIMED.get(kind, ("", "", ""))
    named = next((heading for heading in headings if folded(heading) == folded(id_heading(kind))), "")
    timing = Timing(
        start=_first(found, start),
        end=_first(found, end),
        day=_first(found, day),
        patterns=_PATTERNS,
        days=_DAYS,
        open=_OPEN,
        overnight=True,
    )
    words = [heading for name in _IN_WORDS.get(kind, ()) for heading in found.pop(name, [])]
    note = [*(f"{{{heading}}}" for heading in found.get("note", [])), *(f"{one}: {{{one}}}" for one in words)]
    noted = {"note": Taken(text=tuple(note))} if words else {}
    return Profile(
        label=f"Table of {kind} records",
        source="table",
        kind=kind,
        name=kind,
        key=(tuple(found["source_key"][:1]),) if "source_key" in found else (),
        fields={
            name: Taken(column=tuple(columns))
            for name, columns in found.items()
            if name not in {start, end, day} and (own or named or name not in _OURS)
        }
        | noted,
        times=timing if kind in TIMED else None,
        id=named,
        left=(*(heading for columns in found.values() for heading in columns), *words),
        generic=True,
    )


def _first(found: Mapping[str, list[str]], name: str) -> str:
    return found.get(name, [""])[0]


def lists(kind: str) -> set[str]:
    """The fields of a kind that hold lists."""
    return {name for name, spec in fields_of(KINDS[kind]).items() if spec.holds is Holds.LIST}
