"""What could answer a request: offers and resources, the best first, with what speaks for and against each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import Connection

from eocdesk.models import Event, clock
from eocdesk.models.aid import KINDS_OF_RESOURCE, RESOURCE_STATES
from eocdesk.store.queries import aid, events
from eocdesk.store.queries.aid import OfferRow, RequestRow, ResourceRow
from eocdesk.store.queries.matching import plain

ALIKE = 85
"""Words as like as this, of 100, mean the same: interpreter and interpreters."""
_SHORTEST = 4
_EVERYDAY = frozenset({"crew", "crews", "hours", "night", "people", "team", "teams", "three", "with"})
"""Words that say nothing of what it is: they are no likeness by themselves."""
_DAY = 86_400_000
_KIND, _WORDS, _TYPE, _ENOUGH, _DATES, _TONGUES, _VALID, _FREE = 3, 3, 2, 2, 2, 2, 2, 3
"""What each thing weighs; against weighs as much as for, but the expired count double and nothing left counts most."""
_LEAST = 1


class Reason(NamedTuple):
    """One thing that speaks for a candidate, or against it."""

    words: str
    good: bool


class Candidate(NamedTuple):
    """An offer or a resource that could answer; `quantity` is how many it could give now."""

    kind: str
    id: bytes
    number: str
    title: str
    by: str
    quantity: int
    score: int
    reasons: tuple[Reason, ...]

    @property
    def told(self) -> str:
        """The reasons in words, those against it first."""
        ordered = sorted(self.reasons, key=lambda reason: reason.good)
        return "; ".join(reason.words for reason in ordered)

    @property
    def warned(self) -> bool:
        """Whether something speaks against it."""
        return any(not reason.good for reason in self.reasons)


def match(
    request: RequestRow, offers: Iterable[OfferRow], resources: Iterable[ResourceRow], today: str, needed_day: str = ""
) -> tuple[Candidate, ...]:
    """Those that share the words of the category with the request, or its kind and a word of its title.

    `today` and `needed_day` are days YYYY-MM-DD in the event's zone; `needed_day` empty where nobody said when.
    """
    day = max(today, needed_day)
    made = [_offer(request, one) for one in offers]
    made += [_resource(request, one, day) for one in resources]
    found = [one for one in made if one is not None and one.score >= _LEAST]
    found.sort(key=lambda one: (-one.score, one.kind, one.title, one.id))
    return tuple(found)


def candidates(connection: Connection, record: bytes, now: int) -> tuple[Candidate, ...]:
    """What could answer this request; nothing where it is not here or is over."""
    asked = aid.request(connection, record)
    event = connection.exec_driver_sql("SELECT event FROM request WHERE id = ?", (record,)).scalar()
    if asked is None or asked.is_over or event is None:
        return ()
    whole = events.record(connection, Event, event)
    zone = whole.zone if whole is not None else "UTC"
    needed = f"{clock.at(asked.needed, zone):%Y-%m-%d}" if asked.needed is not None else ""
    offers, resources = aid.open_offers(connection, event), aid.every_resource(connection, event)
    fills = [one for one in aid.fills_of(connection, record) if one.state != aid.GONE]
    taken, here = {one.offer for one in fills}, {one.resource for one in fills}
    fresh = [one for one in offers if one.left > 0 or one.id not in taken]
    resources = tuple(one for one in resources if one.id not in here)
    return match(asked, fresh, resources, f"{clock.at(now, zone):%Y-%m-%d}", needed)


def _offer(request: RequestRow, offer: OfferRow) -> Candidate | None:
    score, reasons = _same(request, offer.kind, offer.type, offer.category, offer.title, offer.languages)
    if score is None:
        return None
    more, said = _enough(request, offer.left, offer.quantity)
    score, reasons = score + more, [*reasons, *said]
    more, said = _covers(request, offer)
    score, reasons = score + more, [*reasons, *said]
    if offer.nation:
        reasons.append(Reason(f"from {offer.nation}", good=True))
    if offer.conditions:
        reasons.append(Reason(f"conditions: {offer.conditions}", good=True))
    given = max(min(offer.left, request.left or offer.left), 0)
    return Candidate("offer", offer.id, offer.number, offer.title, offer.by, given, score, tuple(reasons))


def _resource(request: RequestRow, resource: ResourceRow, day: str) -> Candidate | None:
    score, reasons = _same(request, resource.kind, resource.type, resource.category, resource.name, resource.languages)
    if score is None:
        return None
    if resource.status == "available" and not resource.request_number:
        score, reasons = score + _FREE, [*reasons, Reason("available", good=True)]
    else:
        to = resource.request_number and f"given to {resource.request_number}"
        words = dict(RESOURCE_STATES).get(resource.status, resource.status).lower()
        reasons.append(Reason(", ".join(part for part in (words, to) if part), good=False))
        score -= 2 * _FREE
    if resource.valid_until and resource.valid_until < day:
        score -= 2 * _VALID
        reasons.append(Reason(f"credentials expired {resource.valid_until}", good=False))
    elif resource.valid_until:
        score += _VALID
        reasons.append(Reason(f"credentials valid until {resource.valid_until}", good=True))
    elif resource.credentials:
        reasons.append(Reason("nobody said how long the credentials are valid", good=False))
    if resource.nation:
        reasons.append(Reason(f"from {resource.nation}", good=True))
    by = ", ".join(dict.fromkeys(part for part in (resource.nation, resource.agency_name) if part))
    return Candidate("resource", resource.id, resource.number, resource.name, by, 1, score, tuple(reasons))


def _same(
    request: RequestRow, kind: str, type_: str, category: str, title: str, languages: str
) -> tuple[int | None, list[Reason]]:
    """What speaks for and against it by what it is; None where it is something else altogether."""
    shared = shared_words(request.category, category)
    named = shared or shared_words(f"{request.category} {request.title}", f"{category} {title}")
    if not named:
        return None, []
    word = dict(KINDS_OF_RESOURCE).get(kind, kind)
    score = _WORDS * 2 if shared else _WORDS
    reasons = [
        Reason(f"category: {_as_written(category, shared)}" if shared else f"words: {', '.join(named)}", good=True)
    ]
    same = kind == request.kind
    score += _KIND if same else -_KIND
    reasons.append(Reason(word.lower() if same else f"{word.lower()}, another kind than asked", good=same))
    more, said = _able(request.type, type_)
    score, reasons = score + more, [*reasons, *said]
    more, said = _spoken(request.languages, languages)
    return score + more, [*reasons, *said]


def shared_words(wanted: str, held: str) -> tuple[str, ...]:
    """The words of the second that say what the first says, in their order."""
    asked = _telling(wanted)
    return tuple(word for word in _telling(held) if any(fuzz.ratio(word, other) >= ALIKE for other in asked))


def _as_written(category: str, shared: tuple[str, ...]) -> str:
    """The shared words as the category has them: `Public health, heat`, not each word by itself."""
    parts = (" ".join(word for word in part.split() if plain(word) in shared) for part in category.split(","))
    return ", ".join(part for part in parts if part) or ", ".join(shared)


def _telling(words: str) -> tuple[str, ...]:
    told = (word for word in plain(words).split() if len(word) >= _SHORTEST and word not in _EVERYDAY)
    return tuple(dict.fromkeys(told))


def _able(asked: str, held: str) -> tuple[int, list[Reason]]:
    """Type 1 can do more than type 2."""
    wanted, has = (int(found.group()) if (found := re.search(r"\d+", words)) else 0 for words in (asked, held))
    if not wanted:
        return 0, []
    if not has:
        return -1, [Reason(f"type not said, {asked} asked", good=False)]
    if has <= wanted:
        return _TYPE, [
            Reason(f"type {has}" + ("" if has == wanted else f", can do more than type {wanted}"), good=True)
        ]
    return -_TYPE, [Reason(f"type {has} can do less than type {wanted}", good=False)]


def _spoken(asked: str, held: str) -> tuple[int, list[Reason]]:
    wanted, has = _tongues(asked), {plain(one) for one in _tongues(held)}
    if not wanted:
        return 0, []
    lacking = [one for one in wanted if plain(one) not in has]
    if not lacking:
        return _TONGUES, [Reason(f"speaks {', '.join(wanted)}", good=True)]
    if len(lacking) < len(wanted):
        return 1, [Reason(f"does not speak {', '.join(lacking)}", good=False)]
    return -_TONGUES, [Reason(f"speaks none of {', '.join(wanted)}", good=False)]


def _tongues(words: str) -> list[str]:
    return [one for part in re.split(r"[,;/]| and ", words) if (one := part.strip())]


def _enough(request: RequestRow, left: int, whole: int) -> tuple[int, list[Reason]]:
    if left <= 0:
        return -3 * _ENOUGH, [Reason(f"nothing left of {whole}", good=False)]
    if left >= request.left:
        return _ENOUGH, [Reason(f"{left} left of {whole}", good=True)]
    return 1, [Reason(f"{left} left of {whole}: {request.left - left} short", good=False)]


def _covers(request: RequestRow, offer: OfferRow) -> tuple[int, list[Reason]]:
    needed = request.needed
    if needed is None or (offer.starts is None and offer.ends is None):
        return 0, []
    if offer.starts is not None and offer.starts > needed:
        late = -(-(offer.starts - needed) // _DAY)
        return -_DATES, [Reason(f"begins {late} {'day' if late == 1 else 'days'} after it is needed", good=False)]
    if offer.ends is not None and offer.ends < needed:
        return -2 * _DATES, [Reason("ends before it is needed", good=False)]
    return _DATES, [Reason("there when it is needed", good=True)]
