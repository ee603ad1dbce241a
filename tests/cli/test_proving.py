"""eocdesk verify --document: 0 where a PDF is what was frozen, 1 where it is not, one sentence either way."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_an_issued_report_is_proved_and_a_drawn_one_is_known_by_the_trail(la28: Shell, tmp_path: Path) -> None:
    issued, drawn = tmp_path / "s.pdf", tmp_path / "h.pdf"
    assert la28("report", "situation", "--event", "LA28", "--out", str(issued)).code == 0
    assert la28("report", "handover", "--event", "LA28", "--out", str(drawn), "--marking", "green").code == 0
    told = la28("verify", "--document", str(issued), "--json").json
    assert (told["same"], told["identical"]) == (True, True)
    assert "Situation Report 1" in told["paper"]["name"]
    said = la28("verify", "--document", str(drawn))
    assert said.code == 1
    assert "exported" in said.out
    assert "was not kept" in said.out


def test_a_file_that_is_none_is_wrong_use(shell: Shell, tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    assert "cannot be read" in shell("verify", "--document", str(note)).sentence
    note.write_text("hello", "utf-8")
    said = shell("verify", "--document", str(note))
    assert said.code == 2
    assert "no PDF" in said.sentence
    assert not shell.folder.exists()
