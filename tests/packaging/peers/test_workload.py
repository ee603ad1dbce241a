"""The records of a bench: the same for every engine and every run."""

from __future__ import annotations

import json
from pathlib import Path

from peers import workload


def test_every_run_is_given_the_same_records() -> None:
    made = workload.records(300)
    assert made == workload.records(300)
    assert made[:100] == workload.records(100)
    assert len({one["id"] for one in made}) == 300
    assert all(set(one) == {"id", *workload.FIELDS} for one in made)
    assert {one["status"] for one in made} == {workload.OPEN}
    assert len({one["title"] for one in made}) > 290


def test_the_drivers_find_them_in_a_file(tmp_path: Path) -> None:
    file = workload.written(tmp_path, 20)
    assert json.loads(file.read_text("utf-8")) == workload.records(20)
    assert workload.written(tmp_path, 20) == file
    assert workload.written(tmp_path, 21) != file
