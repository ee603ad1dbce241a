"""The one command: what can be asked for, and what is said when it cannot be done."""

from __future__ import annotations

import bootstrap
import pytest
from environment import Environment
from stop import Stop


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine where the set-up is done; the chores that were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(bootstrap.libraries, "ensure", lambda: None)
    monkeypatch.setattr(bootstrap.libraries, "ensure_server", lambda: asked.append("server"))
    monkeypatch.setattr(Environment, "ensure", lambda _self, *, dev: asked.append(f"dev={dev}"))
    for chore in ("run", "test", "check"):
        monkeypatch.setattr(bootstrap.Chores, chore, lambda _self, chore=chore: asked.append(chore) or 0)
    for chore in ("bench", "bench_sync", "trial", "simulate", "mutants", "lock"):
        monkeypatch.setattr(
            bootstrap.Chores, chore, lambda _self, words, chore=chore: asked.append(f"{chore} {words}") or 0
        )
    return asked


def test_the_desk_runs_without_the_tools_of_its_makers(ready: list[str]) -> None:
    assert bootstrap.main(["run"]) == 0
    assert ready == ["dev=False", "run"]


@pytest.mark.parametrize("chore", ["test", "check"])
def test_tests_and_rules_need_the_tools(ready: list[str], chore: str) -> None:
    assert bootstrap.main([chore]) == 0
    assert ready == ["server", "dev=True", chore]


def test_words_for_the_measures_are_passed_on(ready: list[str]) -> None:
    assert bootstrap.main(["bench", "log", "--json"]) == 0
    assert ready[-1] == "bench ['log', '--json']"


def test_flags_of_the_measures_of_meetings_keep_their_values(ready: list[str]) -> None:
    assert bootstrap.main(["bench-sync", "meetings", "--records", "500", "--json"]) == 0
    assert ready[-1] == "bench_sync ['meetings', '--records', '500', '--json']"


def test_the_locks_can_be_remade_with_newer_versions(ready: list[str]) -> None:
    assert bootstrap.main(["lock", "--upgrade"]) == 0
    assert ready[-1] == "lock ['--upgrade']"


def test_words_for_the_simulation_are_passed_on(ready: list[str]) -> None:
    assert bootstrap.main(["simulate", "DAYS=10", "SEED="]) == 0
    assert ready == ["dev=True", "simulate ['DAYS=10', 'SEED=']"]
    assert bootstrap.main(["mutants"]) == 0
    assert ready[-1] == "mutants []"


def test_a_trial_of_no_folder_says_how_to_name_one(ready: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["trial", "DATA="]) == 2
    assert "make trial DATA=FOLDER" in capsys.readouterr().err
    assert ready == []


@pytest.mark.parametrize("words", [[], ["sing"], ["run", "--fast"]])
def test_wrong_use_is_said(words: list[str], ready: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        bootstrap.main(words)
    assert left.value.code == 2
    assert ready == []


def test_a_set_up_that_cannot_be_done_ends_in_one_sentence(
    ready: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> None:
        raise Stop("Some system libraries are missing.")

    monkeypatch.setattr(bootstrap.libraries, "ensure", stop)
    assert bootstrap.main(["run"]) == 3
    assert capsys.readouterr().err == "eocdesk: Some system libraries are missing.\n"
    assert ready == []


def test_another_python_is_named(ready: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("environment.sys.version_info", (3, 14, 0))
    assert bootstrap.main(["run"]) == 3
    assert ready == []
