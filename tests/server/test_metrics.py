"""A hub's figures: counted as Prometheus reads them, each process's apart, no names in them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from eocdesk.server.metrics import TOKEN, Metrics, shown, token


def figures(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(metrics.text().decode())
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def test_requests_and_changes_are_counted() -> None:
    metrics = Metrics(lambda: 7, lambda: 1200)
    metrics.request("pull", 200, 0.02)
    metrics.request("pull", 401, 0.001)
    metrics.changes("taken", 5000)
    metrics.changes("taken", 2)
    told = figures(metrics)
    assert told["eocdesk_requests_total", (("call", "pull"), ("status", "200"))] == 1
    assert told["eocdesk_requests_total", (("call", "pull"), ("status", "401"))] == 1
    assert told["eocdesk_request_seconds_count", (("call", "pull"),)] == 2
    assert told["eocdesk_changes_total", (("way", "taken"),)] == 5002
    assert told["eocdesk_desks_listening", ()] == 7
    assert told["eocdesk_changes_waiting", ()] == 1200


def test_two_hubs_in_one_program_do_not_mix_their_figures() -> None:
    one, other = Metrics(lambda: 0, lambda: 0), Metrics(lambda: 0, lambda: 0)
    one.changes("given", 3)
    assert ("eocdesk_changes_total", (("way", "given"),)) not in figures(other)


def test_the_word_is_made_once_and_no_word_is_shown_by_nobody(tmp_path: Path) -> None:
    word = token(tmp_path)
    assert token(tmp_path) == word
    assert [path.name for path in tmp_path.iterdir()] == [TOKEN]
    assert shown(f"Bearer {word}", word)
    assert not shown("Bearer ", "")
    assert not shown(None, word)


def test_processes_that_begin_at_once_keep_one_word(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(token, [tmp_path] * 64))) == 1
