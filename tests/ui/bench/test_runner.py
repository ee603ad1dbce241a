"""One measure or all of them, as a table or for scripts; a missed bar is an exit code."""

from __future__ import annotations

import json

import pytest

from eocdesk.models import Refused
from eocdesk.ui.bench import runner
from eocdesk.ui.bench.figures import Figure
from tests.ui.bench.test_made import TINY


def test_a_measure_by_name_is_printed_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.run("incidents", as_json=True, sizes=TINY) == 0
    said = capsys.readouterr()
    (first, second) = json.loads(said.out)
    assert (first["measure"], second["what"], first["holds"]) == ("incidents", "a page of 128", True)
    assert "measuring incidents" in said.err


def test_a_missed_bar_is_an_exit_code(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "MEASURES", {"slow": lambda _ground: iter((Figure("slow", "it", 2, bar=1),))})
    assert runner.run(sizes=TINY) == 1
    assert "MISSED" in capsys.readouterr().out


def test_a_name_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match="There are summary, "):
        runner.run("speed")
