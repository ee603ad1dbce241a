"""Records as wordy as they come: names of 280 letters in five scripts, texts of paragraphs, phones of no country."""

from __future__ import annotations

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from tests.kit.desks import EVENT
from tests.kit.operation import HOUR, put

NAME = (
    "Ministère de l’Intérieur et des Outre-mer وزارة الداخلية · משרד הביטחון · 東京消防庁 · "
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt and the Office of Emergency Management of "
    "the County of Los Angeles, Night shift, Desk 7, beside the stairs of the west wing, second floor, room 214"
)
"""Some 280 letters of five scripts, one of its words longer than many a column."""
TEXT = f"{NAME}\n" * 4


def long_names(desk: Desk, now: int, many: int = 2) -> bytes:
    """So many of each kind, as if they stood open at that moment (ms UTC); the id of the last incident."""
    venue = put(desk, "venue", "long", name=NAME, short=NAME, lat=33.9, lon=-118.3)
    agency = put(desk, "agency", "long", name=NAME)
    put(desk, "period", "long", number=3, name=NAME, starts=now - 3 * HOUR, ends=now + 5 * HOUR, objectives=TEXT)
    incident = b""
    for n in range(many):
        incident = _watched(desk, now, n, venue, agency)
        _asked(desk, now, n, incident)
        _wanting(desk, now, n, agency)
    return incident


def _watched(desk: Desk, now: int, n: int, venue: bytes, agency: bytes) -> bytes:
    ways = {"phones": [["mobile", "+12135550100"], ["x" * 60, "y" * 60]], "emails": [["w", "a" * 90 + "@example.org"]]}
    person = put(desk, "contact", f"long{n}", name=NAME, role=NAME, agency=agency, radio=NAME, call_sign=NAME,
                 languages=NAME, availability=NAME, call_order=n + 1, **ways)  # fmt: skip
    put(desk, "duty", f"long{n}", contact=person, position=NAME, starts=now - HOUR, ends=now + HOUR)
    put(desk, "seat", f"long{n}", name=NAME, agency=agency, status="activated", holder=person)
    put(desk, "committee", f"long{n}", name=NAME, chair=person)
    put(desk, "session", f"long{n}", title=NAME, venue=venue, starts=now + n * HOUR, ends=now + 3 * HOUR,
        status="suspended", reason=TEXT, dignitaries=NAME)  # fmt: skip
    incident = put(desk, "incident", f"long{n}", number=f"AAAA-{n}", title=NAME, venue=venue, place=NAME, owner=NAME,
                   opened=now - HOUR, severity=4, status="open", type=NAME, lead=agency)  # fmt: skip
    put(desk, "task", f"long{n}", number=f"AAAA-T{n}", title=NAME, owner=NAME, due=now - HOUR, incident=incident)
    desk.do_now(LogEntry(EVENT, TEXT, incident=incident))
    return incident


def _asked(desk: Desk, now: int, n: int, incident: bytes) -> None:
    request = put(desk, "request", f"long{n}", number=f"AAAA-R{n}", title=NAME, state="ordered", cost=1e9 + n,
                  quantity=10**6, supplier=NAME, incident=incident, detail=TEXT, needed=now, asked_by=NAME,
                  asked_as=NAME)  # fmt: skip
    put(desk, "fill", f"long{n}", request=request, words=NAME, quantity=1)


def _wanting(desk: Desk, now: int, n: int, agency: bytes) -> None:
    gap = put(desk, "gap", f"long{n}", number=f"AAAA-G{n}", title=NAME, weight="high", outcome=TEXT,
              state="closed" if n else "open", found=now - n * 24 * HOUR)  # fmt: skip
    put(desk, "recommendation", f"long{n}", number=f"AAAA-N{n}", title=NAME, gap=gap, owner=NAME, due=now - HOUR,
        state="accepted")  # fmt: skip
    put(desk, "capability", f"long{n}", name=NAME, goal=NAME, owner=NAME, present=1, target=4)
    put(desk, "agreement", f"long{n}", name=NAME, partners=[agency.hex()], expires="2028-07-20")
