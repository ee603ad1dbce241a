"""A small form closes when its act is done and stays, with what was typed, when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from eocdesk.commands.aid import AskFor, CancelRequest
from eocdesk.desk.desk import Desk
from eocdesk.models import Request
from eocdesk.ui.board.asking import Asking
from eocdesk.ui.pane import Context
from tests.kit.boards import Lessons
from tests.kit.desks import EVENT


def test_it_stays_while_it_is_refused_and_closes_when_done(
    opened: Callable[..., Lessons], lessons: list[bytes], context: Context, desk: Desk, qtbot: QtBot
) -> None:
    del lessons
    request, _ = desk.do_now(AskFor(EVENT, {"title": "Heat teams"})).value
    asking = Asking(context, opened())
    assert asking.dialog is None
    form = asking.ask("Cancel", Request, ("note",), lambda said: CancelRequest(request, said.get("note") or ""))
    assert asking.dialog is form
    form.save()
    qtbot.waitUntil(lambda: form.form._rows["note"].error == "Say why.")
    assert asking.dialog is form
    form.form.editor("note").set_value("Not needed")
    form.save()
    qtbot.waitUntil(lambda: not Shiboken.isValid(form) or not form.isVisible())
    assert asking.dialog is None


def test_the_same_question_asked_twice_is_one_form_and_another_records_is_its_own(
    opened: Callable[..., Lessons], lessons: list[bytes], context: Context, desk: Desk
) -> None:
    del lessons
    first, second = (desk.do_now(AskFor(EVENT, {"title": "Heat teams"})).value[0] for _ in range(2))
    asking = Asking(context, opened())

    def ask(request: bytes) -> object:
        return asking.ask("Cancel: Heat teams", Request, ("note",), partial(_cancelled, request))

    form = ask(first)
    assert ask(first) is form
    assert ask(second) is not form


def _cancelled(request: bytes, said: dict[str, Any]) -> CancelRequest:
    return CancelRequest(request, said.get("note") or "")
