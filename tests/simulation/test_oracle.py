"""What the simulation holds the merge to, in worlds small enough to be read."""

from __future__ import annotations

import pytest

from eocdesk.models import Act, Change, Op, fields_of
from eocdesk.models.change import Dot
from eocdesk.models.venue import Venue
from eocdesk.store.merge import conflicts_of, fold
from tests.simulation.oracle import work_out

SEEN, RED = b"s" * 16, b"r" * 16
MAKER, STRIKER, RESTORER = b"A" * 16, b"B" * 16, b"C" * 16
RECORD = b"v" * 16


def _change(scope: bytes, dev: bytes, n: int, hlc: int, fields: dict[str, object], **base: list[Dot]) -> Change:
    act = Act(b"a" * 16, "Write")
    return Change(scope, dev, n, b"", hlc, "venue", RECORD, int(Op.SET), fields, base, act, (b"", "GREEN", ""))


def _settled(named: list[Dot]) -> list[Change]:
    """A venue struck, kept in a scope of its own, written on by who had seen that, and struck again."""
    strike, kept = (STRIKER, 1), (RESTORER + RED, 1)
    return [
        _change(SEEN, MAKER, 1, 1, {"event": b"e" * 16, "name": "Rink"}),
        _change(SEEN, STRIKER, 1, 2, {"struck": True}, name=[(MAKER, 1)]),
        _change(RED, RESTORER, 1, 3, {"struck": False}, struck=[(STRIKER + SEEN, 1)]),
        _change(SEEN, RESTORER, 1, 4, {"name": "Old rink"}, name=[(MAKER, 1)], struck=[strike, kept]),
        _change(SEEN, STRIKER, 2, 5, {"struck": True}, name=[(RESTORER, 1)], struck=named),
    ]


@pytest.mark.parametrize("saw", [False, True])
def test_a_strike_stands_over_what_kept_the_record_only_where_its_own_base_names_that(*, saw: bool) -> None:
    changes = _settled([(STRIKER, 1)] + [(RESTORER + RED, 1)] * saw)
    assert work_out(changes)[RECORD].struck_for_good is saw
    asked = conflicts_of(fold((change, 1) for change in changes), fields_of(Venue))
    assert ("struck" in asked) is not saw  # the strike is not lost: a person is asked
