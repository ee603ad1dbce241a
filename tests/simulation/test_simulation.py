"""The simulation's short form: small worlds in every order that Hypothesis thinks of, and a season played through."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.simulation import ending, play, town
from tests.simulation.crashes import DiedError
from tests.simulation.plan import Step
from tests.simulation.steps import STEPS
from tests.simulation.world import World

OFTEN = ["gesture"] * 12 + ["meet"] * 8 + ["old page again"] * 3 + ["desk dies in a meeting"] * 2


class Worlds(RuleBasedStateMachine):
    """Anything may happen at any moment; Hypothesis leaves out what a fault does not need."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="world-"))
        self.world: World | None = None

    @initialize(seed=st.integers(0, 3))
    def begin(self, seed: int) -> None:
        self.world = town.found(self.folder, seed)

    @rule(name=st.sampled_from(OFTEN + sorted(STEPS)), who=st.integers(0, 4), seed=st.integers(0, 2**20))
    def something_happens(self, name: str, who: int, seed: int) -> None:
        assert self.world is not None
        with self.world.step(Step(name, who, seed)) as (laptop, rng):
            STEPS[name](laptop, rng)

    @invariant()
    def nothing_is_lost(self) -> None:
        if self.world is not None:
            ending.nothing_lost(self.world)

    def teardown(self) -> None:
        try:
            if self.world is not None:
                ending.heal(self.world)
                ending.check(self.world)
        finally:
            if self.world is not None:
                self.world.close()
            shutil.rmtree(self.folder, ignore_errors=True)


def only_what_was_done_to_them(caplog: pytest.LogCaptureFixture) -> None:
    """A hub that dies says so in its log before it is gone, and a desk that an old answer did not hold."""
    for record in caplog.records:
        died = record.exc_info is not None and record.exc_info[0] is DiedError
        meant = died or "does not hold" in record.getMessage()
        assert meant or record.levelno < logging.WARNING, record.getMessage()
    caplog.clear()


@pytest.mark.timeout(300)
def test_whatever_happens_in_whatever_order_nothing_breaks(caplog: pytest.LogCaptureFixture) -> None:
    few = settings(
        max_examples=12,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Worlds, settings=few)
    only_what_was_done_to_them(caplog)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_season_of_desks_and_hubs_ends_with_nothing_lost_and_all_copies_equal(
    seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    _, played = play.season(seed, days=3)
    assert played.broke == ""
    assert played.totals["promised changes"] > 100
    only_what_was_done_to_them(caplog)
