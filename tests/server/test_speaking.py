"""Bodies within bounds and refusals in words: whatever comes, there is an answer and never a traceback."""

from __future__ import annotations

import json
import logging

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from eocdesk.models import Refused, Unavailable
from eocdesk.server import speaking
from eocdesk.server.auth import UnauthorisedError
from eocdesk.server.limits import BusyError, TooOftenError
from eocdesk.server.speaking import answer, in_words, message
from eocdesk.sync.access import Asking, Challenge, Join, Joined, Proof
from eocdesk.sync.protocol import MalformedError, Vouched, pack, unpack

JOIN = Join("22222222222", b"d" * 16, b"k" * 32, b"b" * 32, "Gate 3")


def test_a_message_is_read_packed_or_as_json_with_its_bytes_in_hexadecimal() -> None:
    told = {
        name: value.hex() if isinstance(value, bytes) else value for name, value in msgspec.structs.asdict(JOIN).items()
    }
    assert message(pack(JOIN), Join) == JOIN
    assert message(json.dumps(told).encode(), Join) == JOIN


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda b: b"{" + b)))
def test_whatever_else_is_no_message(data: bytes) -> None:
    with pytest.raises(MalformedError):
        message(data, Proof)


@pytest.mark.parametrize(
    "data",
    [
        pack(Asking(b"d" * 16)),
        b'{"dev": 5, "nonce": "00", "signature": "00"}',
        b'{"dev": "zz", "nonce": "00", "signature": "00"}',
        b'{"nonce": "00", "signature": "00"}',
        b"{" + b'"a":{' * 60_000,
        zstandard.compress(bytes(10_000_000)),
        zstandard.compress(pack(JOIN))[:-3],
    ],
    ids=["another message", "a number", "no digits", "a part missing", "nested deep", "a bomb", "cut off"],
)
def test_a_message_that_is_another_or_too_much_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedError):
        message(data, Proof)


def test_the_answer_comes_in_the_form_that_was_asked_in() -> None:
    told = Joined(b"h" * 16, b"k" * 32, "Room 1", b"e" * 16, Vouched(b"card", b"s"), 5)
    assert unpack(bytes(answer(told, pack(JOIN)).body), Joined) == told
    plain = json.loads(bytes(answer(told, b"{}").body))
    assert plain["card"] == {"body": b"card".hex(), "signature": b"s".hex()}
    assert bytes.fromhex(plain["hub"]) == told.hub
    assert json.loads(bytes(answer(Challenge(b"n", 5), b"{}").body)) == {"nonce": "6e", "clock": 5}


@pytest.mark.parametrize(
    ("error", "status", "words", "headers"),
    [
        (UnauthorisedError("Who?"), 401, "Who?.", {"www-authenticate": "Bearer"}),
        (MalformedError("this is none"), 400, "This is none.", {}),
        (speaking.TooLargeError("Too large."), 413, "Too large.", {"connection": "close"}),
        (speaking.SlowError("Too slow."), 408, "Too slow.", {}),
        (Refused("Not you."), 403, "Not you.", {}),
        (TooOftenError("Too often.", 2.2), 429, "Too often.", {"retry-after": "3"}),
        (BusyError("Busy.", 0.1), 503, "Busy.", {"retry-after": "1"}),
        (Unavailable("Gone."), 503, "Gone.", {"retry-after": "5"}),
        (HTTPException(404), 404, "A hub knows no such address.", {}),
        (HTTPException(405), 405, "This address is asked in another way.", {}),
    ],
)
def test_each_way_to_fail_has_its_status_and_one_sentence(
    error: Exception, status: int, words: str, headers: dict[str, str]
) -> None:
    told = in_words(error)
    assert told.status_code == status
    assert json.loads(bytes(told.body)) == {"sentence": words}
    assert headers.items() <= dict(told.headers).items()


def test_a_mistake_of_ours_is_kept_in_the_log_and_told_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    told = in_words(ZeroDivisionError("the secret of the house"))
    assert told.status_code == 500
    assert b"secret" not in bytes(told.body)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()
