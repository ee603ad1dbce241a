"""What aid costs: each request's cost shared among those who answer it, by partner and by nation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

NOT_SHOWN = "not shown"
NOBODY = "Nobody named"
NO_NATION = "No nation named"
COUNTED = "r.state NOT IN ('draft', 'declined', 'cancelled')"
"""A draft asks nobody yet; what was declined or cancelled costs nothing."""
Labels = tuple[tuple[str, str], ...]
"""(marking, audience) of each record the words come from."""


@dataclass(frozen=True, slots=True)
class Share:
    """One partner's part of a request. `cost` in USD, None where the request has none."""

    request: bytes
    number: str
    title: str
    state: str
    supplier: str
    quantity: int
    cost: float | None
    partner: str
    nation: str
    marking: str
    audience: str
    told_by: Labels = ()
    """Who told the partner and the nation."""


@dataclass(frozen=True, slots=True)
class Total:
    """What a nation or a partner costs. `partner` empty: the whole nation; `uncosted` requests have no cost yet."""

    nation: str
    partner: str
    requests: int
    uncosted: int
    quantity: int
    cost: float

    @property
    def said(self) -> str:
        """Its cost in words; a dash where nothing of it is priced."""
        return money(None if self.uncosted == self.requests else self.cost)


def shares(connection: Connection, event: bytes) -> tuple[Share, ...]:
    """Of every request that counts, the dearest first; in proportion to how many each partner gives of it."""
    asked = f"""
SELECT r.id, coalesce(r.number, ''), coalesce(r.title, ''), coalesce(r.state, ''), coalesce(r.supplier, ''),
  coalesce(r.quantity, 1), r.cost, coalesce(r.marking, ''), coalesce(r.audience, '')
FROM request r WHERE r.event = ? AND r.struck IS NOT 1 AND {COUNTED} ORDER BY r.cost IS NULL, r.cost DESC, r.row
"""
    given = _given(connection, event)
    made: list[Share] = []
    for record, number, title, state, supplier, quantity, cost, marking, audience in connection.exec_driver_sql(
        asked, (event,)
    ):
        alone = Share(record, number, title, state, supplier, quantity, cost, supplier or NOBODY, "", marking, audience)
        made += _divided(alone, given.get(record, ()))
    return tuple(made)


def totals(found: Sequence[Share]) -> tuple[Total, ...]:
    """Each nation, the dearest first, and after it its partners, the dearest first; what names no nation is last."""
    made: list[Total] = []
    nations: dict[str, list[Share]] = {}
    for one in found:
        nations.setdefault(one.nation or NO_NATION, []).append(one)
    whole = {nation: _total(nation, "", held) for nation, held in nations.items()}
    for nation in sorted(nations, key=lambda name: (name == NO_NATION, -whole[name].cost, name.casefold())):
        partners: dict[str, list[Share]] = {}
        for one in nations[nation]:
            partners.setdefault(one.partner, []).append(one)
        below = [_total(nation, partner, held) for partner, held in partners.items()]
        made += (whole[nation], *sorted(below, key=lambda one: (-one.cost, one.partner.casefold())))
    return tuple(made)


def overall(found: Sequence[Share]) -> Total:
    """Everything together."""
    return _total("", "", found)


def money(cost: float | None) -> str:
    """`USD 12,400`, with cents where there are any; a dash for none."""
    if cost is None:
        return "–"
    return f"USD {cost:,.0f}" if abs(cost - round(cost)) < 0.005 else f"USD {cost:,.2f}"  # noqa: PLR2004  half a cent


def _total(nation: str, partner: str, held: Sequence[Share]) -> Total:
    requests = {one.request for one in held}
    uncosted = {one.request for one in held if one.cost is None}
    cost = sum(one.cost for one in held if one.cost is not None)
    return Total(nation, partner, len(requests), len(uncosted), sum(one.quantity for one in held), cost)


_Part = tuple[int, str, str, Labels]
"""How many, partner, nation, who told them."""


def _given(connection: Connection, event: bytes) -> dict[bytes, tuple[_Part, ...]]:
    """What answers each request, without what fell through. Labels are in one order, so that equal ones meet.

    What may not be seen, or is not on this desk, is not named.
    """
    asked = """
SELECT f.request, coalesce(f.quantity, 1), coalesce(nullif(a.short, ''), a.name, ''),
  coalesce(nullif(o.nation, ''), nullif(s.nation, ''), ''), coalesce(f.words, ''),
  (f.offer IS NOT NULL AND o.id IS NULL) OR (f.resource IS NOT NULL AND s.id IS NULL),
  coalesce(o.agency, s.agency) IS NOT NULL AND a.id IS NULL,
  f.marking, f.audience, o.marking, o.audience, s.marking, s.audience, a.marking, a.audience
FROM fill f LEFT JOIN offer o ON o.id = f.offer LEFT JOIN resource s ON s.id = f.resource
  LEFT JOIN agency a ON a.id = coalesce(o.agency, s.agency)
WHERE f.event = ? AND f.struck IS NOT 1 AND coalesce(f.state, '') <> 'fell through' ORDER BY f.row
"""
    held: dict[bytes, tuple[_Part, ...]] = {}
    for request, quantity, partner, nation, words, gone, unnamed, *labels in connection.exec_driver_sql(
        asked, (event,)
    ):
        pairs = zip(labels[::2], labels[1::2], strict=True)
        told = tuple(sorted({(marking, audience or "") for marking, audience in pairs if marking is not None}))
        whose = partner or words or NOT_SHOWN * (gone or unnamed)
        part: _Part = (max(quantity, 0), whose, nation or NOT_SHOWN * gone, told)
        held[request] = (*held.get(request, ()), part)
    return held


def _divided(alone: Share, given: Sequence[_Part]) -> list[Share]:
    if not given:
        return [alone]
    many = sum(quantity for quantity, *_ in given)
    parts: dict[tuple[str, str, Labels], tuple[int, float]] = {}
    for quantity, partner, nation, told in given:
        whose = (partner or alone.partner, nation, told)
        held, part = parts.get(whose, (0, 0.0))
        parts[whose] = (held + quantity, part + (quantity / many if many else 1 / len(given)))
    return [
        replace(
            alone,
            quantity=quantity,
            cost=None if alone.cost is None else alone.cost * part,
            partner=partner,
            nation=nation,
            told_by=told,
        )
        for (partner, nation, told), (quantity, part) in parts.items()
    ]
