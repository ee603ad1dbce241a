"""The measure of absence in small: everything arrives, and each way back is timed."""

from __future__ import annotations

import pytest
from peers import absence


def test_every_way_back_is_timed_and_brings_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(absence.desk_client, "AT_ONCE", 50)
    told = list(absence.figures(absence.Sizes(500, 20), None))
    assert [figure.what for figure in told] == [
        "500 changes sent, file",
        "500 changes behind: level, file",
        "new desk, 100 records: usable, file",
        "new desk, 500 changes: whole, file",
        "20 unsent, 500 behind: level, file",
    ]
    seconds = {figure.what: figure.value for figure in told}
    assert 0 < seconds["new desk, 100 records: usable, file"] <= seconds["new desk, 500 changes: whole, file"]
