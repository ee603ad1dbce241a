"""One desk with a small operation for all the forms: they only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from eocdesk.desk.desk import Desk
from tests.kit.desks import make_desk
from tests.kit.operation import operate


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The operation as it stands."""
    desk = make_desk(tmp_path_factory.mktemp("ics") / "desk")
    operate(desk)
    yield desk
    desk.close()
