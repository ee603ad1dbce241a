"""eocdesk report set: the remembered set into a folder, a line for each paper, what is not made said by name."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_the_set_is_written_and_said_in_words_and_in_json(la28: Shell, tmp_path: Path) -> None:
    out = tmp_path / "briefing"
    said = la28("report", "set", "--event", "LA28", "--out", str(out), "--json").json
    assert {one["code"] for one in said["papers"]} == {"situation", "handover", "calendar", "contacts", "call-down"}
    assert all(Path(one["file"]).read_bytes().startswith(b"%PDF") for one in said["papers"])
    assert [one["code"] for one in said["missing"]] == ["plan"]
    assert "Neither objectives" in said["missing"][0]["why"]
    again = la28("report", "set", "--event", "LA28", "--out", str(out))
    assert (again.code, "holds an earlier set" in again.sentence) == (2, True)
    told = la28("report", "set", "--event", "LA28", "--out", str(tmp_path / "green"), "--marking", "GREEN")
    assert told.code == 0
    assert told.out.count("TLP:") == len(said["papers"])
    assert told.err.startswith("Not made: Incident Action Plan.")
    assert la28("report", "trail", "--event", "LA28").out.count("exported") == 2 * len(said["papers"])


def test_blank_forms_are_written_too(la28: Shell, tmp_path: Path) -> None:
    said = la28("report", "set", "--blank", "--event", "LA28", "--out", str(tmp_path / "forms"), "--json").json
    assert [one["code"] for one in said["papers"]][:2] == ["ics-213", "ics-214"]
    assert all(one["file"].endswith("-blank.pdf") for one in said["papers"])


def test_one_file_is_refused_with_the_reason(la28: Shell, tmp_path: Path) -> None:
    said = la28("report", "set", "--event", "LA28", "--out", str(tmp_path / "all.pdf"))
    assert (said.code, "a folder with one PDF for each paper" in said.sentence) == (2, True)
    said = la28("report", "set", "--event", "LA28", "--out", str(tmp_path / "no" / "set"))
    assert (said.code, "There is no folder" in said.sentence) == (2, True)


def test_nothing_made_is_no_success(la28: Shell, tmp_path: Path) -> None:
    (la28.folder / "settings.json").write_text('{"briefing_set": [{"code": "plan"}]}')
    said = la28("report", "set", "--event", "LA28", "--out", str(tmp_path / "none"))
    assert (said.code, said.out) == (1, "")
    assert "Not made: Incident Action Plan" in said.err
