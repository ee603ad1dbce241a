"""Which ICS position a duty or a seat is, whatever words a centre uses for it; who holds each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eocdesk.store.queries.organisation import Holding

# The words of ICS 203 and 207, and what an emergency operations centre calls the same post (SEMS, NIMS).
_CALLED: Mapping[str, tuple[str, ...]] = {
    "commander": ("incident commander", "unified command", "ic", "eoc director", "eoc manager", "eoc supervisor"),
    "deputy": ("deputy incident commander", "deputy eoc director", "deputy commander"),
    "safety": ("safety officer", "safety"),
    "information": ("public information officer", "public information", "pio", "public info officer"),
    "liaison": ("liaison officer", "liaison"),
    "planning": ("planning section chief", "planning/intelligence section chief", "planning chief", "planning"),
    "planning.deputy": ("deputy planning section chief",),
    "resources": ("resources unit", "resource unit", "resource status unit"),
    "situation": ("situation unit", "situation analysis unit", "situation status unit"),
    "documentation": ("documentation unit",),
    "demobilization": ("demobilization unit", "demobilisation unit"),
    "specialists": ("technical specialist", "technical specialists"),
    "logistics": ("logistics section chief", "logistics chief", "logistics"),
    "logistics.deputy": ("deputy logistics section chief",),
    "support": ("support branch director", "support branch"),
    "supply": ("supply unit",),
    "facilities": ("facilities unit",),
    "ground": ("ground support unit", "transportation unit"),
    "service": ("service branch director", "service branch"),
    "communications": ("communications unit", "communications"),
    "medical": ("medical unit",),
    "food": ("food unit",),
    "operations": ("operations section chief", "operations chief", "operations"),
    "operations.deputy": ("deputy operations section chief",),
    "staging": ("staging area manager", "staging area", "staging manager"),
    "air": ("air operations branch director", "air ops branch director"),
    "finance": ("finance/administration section chief", "finance section chief", "finance/admin section chief"),
    "finance.deputy": ("deputy finance/administration section chief",),
    "time": ("time unit",),
    "procurement": ("procurement unit", "purchasing unit"),
    "compensation": ("compensation/claims unit", "comp/claims unit"),
    "cost": ("cost unit",),
}
_SAME = (
    (r"\b(section )?coordinator\b", "section chief"),
    (r"\bunit (leader|ldr\.?|lead)\b", "unit"),
    (r"\bdir\.", "director"),
    (r"\s*&\s*|\s+and\s+", "/"),
    (r"[^a-z/ ]+", " "),
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Holders by ICS position, and those who sit here for a partner, in the order of their seats."""

    posts: Mapping[str, tuple[Holding, ...]]
    others: tuple[Holding, ...]
    partners: tuple[Holding, ...]

    def holders(self, post: str) -> tuple[Holding, ...]:
        """Who holds a position here; those at a venue only where nobody does."""
        found = self.posts.get(post, ())
        return tuple(one for one in found if not one.venue) or found

    def names(self, post: str) -> str:
        """Who holds a position; two of one shift parted by a slash, as the booklet asks."""
        return " / ".join(dict.fromkeys(one.name for one in self.holders(post) if one.name))

    def reach(self, post: str) -> str:
        """How they are reached."""
        return " / ".join(dict.fromkeys(one.reach for one in self.holders(post) if one.reach))


def organised(holdings: Iterable[Holding]) -> Organisation:
    """Each holding at its ICS position; a partner's seat among the representatives; the rest apart."""
    posts: dict[str, tuple[Holding, ...]] = {}
    others: list[Holding] = []
    partners: list[Holding] = []
    for one in holdings:
        post = post_of(one.position)
        if post:
            posts[post] = (*posts.get(post, ()), one)
        elif one.seat:
            partners.append(one)
        else:
            others.append(one)
    return Organisation(posts, tuple(others), tuple(partners))


def post_of(position: str) -> str:
    """The ICS position of the words of a duty or a seat, or nothing."""
    said = _plain(position)
    return next((post for post, names in _POSTS.items() if said in names), "")


def _plain(words: str) -> str:
    said = words.casefold()
    for found, instead in _SAME:
        said = re.sub(found, instead, said)
    return " ".join(said.split())


_POSTS: Mapping[str, Sequence[str]] = {post: tuple(map(_plain, names)) for post, names in _CALLED.items()}
