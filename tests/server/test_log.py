"""The hub's log: each record one line of JSON, requests only where they are asked for."""

from __future__ import annotations

import io
import json
import logging

import pytest

from eocdesk.server import log


def test_a_record_is_one_line_of_json_with_what_it_was_given() -> None:
    stream = io.StringIO()
    handler = log.start(stream, verbose=True)
    try:
        logging.getLogger("eocdesk.server.app").info("answered %s", "well", extra={"call": "pull", "ms": 3.5})
    finally:
        log.stop(handler)
    told = json.loads(stream.getvalue())
    assert (told["said"], told["level"], told["from"]) == ("answered well", "info", "eocdesk.server.app")
    assert (told["call"], told["ms"]) == ("pull", 3.5)
    assert told["at"].endswith("Z")


def test_a_failure_keeps_its_trace_in_the_line(caplog: pytest.LogCaptureFixture) -> None:
    stream = io.StringIO()
    handler = log.start(stream)
    try:
        int("two\nlines")
    except ValueError:
        logging.getLogger("eocdesk.server.app").exception("a request failed")
    finally:
        log.stop(handler)
    assert stream.getvalue().count("\n") == 1
    assert "ValueError" in json.loads(stream.getvalue())["trace"]
    caplog.clear()


def test_requests_are_not_told_unless_asked_for() -> None:
    stream = io.StringIO()
    handler = log.start(stream)
    try:
        logging.getLogger("eocdesk.server.app").info("answered")
    finally:
        log.stop(handler)
    assert stream.getvalue() == ""
