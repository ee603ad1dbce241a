"""Spelling of what people write: words nobody knows are underlined, and what they may have been is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from shiboken6 import isValid

from eocdesk.store.queries.known_words import names
from eocdesk.ui.filling.lexicon import Lexicon, counts
from eocdesk.ui.kit import theme
from eocdesk.ui.pane import Context

OFF = "off"
_NOWHERE = -1
KEY = "Ctrl+."
NONE_NEAR = "No word is near to it"
KNOW = "Know “{}” on this desk"


class Spelling(QObject):
    """Of one window: reads the word list and the names of the desk beside the screen, then watches its editors."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.lexicon: Lexicon | None = None
        self.watches: list[Watch] = []
        language = str(context.desk.settings.get("spelling"))
        if language != OFF:
            context.start(self._read(language), name="spelling")

    def watch(self, editor: QPlainTextEdit) -> None:
        """Underline in this editor too, and offer words in its menu."""
        self.watches.append(Watch(editor, self))

    async def know(self, word: str) -> None:
        """Keep a word on this desk: nobody who writes here is asked about it again."""
        settings = self._context.desk.settings
        settings.set("spelling_words", sorted({*settings.get("spelling_words"), word.casefold()}))
        if self.lexicon is not None:
            self._use(Lexicon(self.lexicon.counts, self.lexicon.known | {word.casefold()}))

    def begin_to_know(self, word: str) -> None:
        """`know`, from a menu; what cannot be kept is said among the messages."""
        self._context.start(self.know(word), name="spelling")

    async def _read(self, language: str) -> None:
        own = frozenset(map(str, self._context.desk.settings.get("spelling_words")))
        listed = await self._context.desk.read(_listed, language)
        known = await self._context.desk.read(names)
        if isValid(self):
            self._use(Lexicon(listed, known | own))

    def _use(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        for one in self.watches:
            if isValid(one):
                one.look_again()


class Watch(QSyntaxHighlighter):
    """Of one editor. The word that is being typed is let be until it is left."""

    def __init__(self, editor: QPlainTextEdit, spelling: Spelling) -> None:
        super().__init__(editor.document())
        self._editor, self.spelling = editor, spelling
        self._typing = _NOWHERE
        """The number of the block that is typed in: a block itself may be gone by the next key."""
        self._met: QTextCursor | None = None
        """What the menu is about."""
        self.menu: QMenu | None = None
        editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        editor.customContextMenuRequested.connect(self.open)
        editor.textChanged.connect(self._typed)
        editor.cursorPositionChanged.connect(self._moved)
        key = QShortcut(QKeySequence(KEY), editor)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.following)

    def look_again(self) -> None:
        """All of the text, without the editor saying that it was changed."""
        blocker = QSignalBlocker(self._editor)
        self.rehighlight()
        blocker.unblock()

    def wrong(self, text: str) -> list[tuple[int, str]]:
        """(where it begins, the word) of those nobody knows."""
        lexicon = self.spelling.lexicon
        return [] if lexicon is None else lexicon.wrong(text)

    @Slot(QPoint)
    def open(self, place: QPoint) -> None:
        """The editor's own menu, with what a wrong word under the pointer may have been."""
        met = self._word_at(self._editor.cursorForPosition(place))
        menu = self._editor.createStandardContextMenu(place)
        first = menu.actions()[0] if menu.actions() else None
        if met is not None:
            made = self._offers(met, menu)
            made.append(QAction(menu))
            made[-1].setSeparator(True)
            menu.insertActions(cast("QAction", first), made)
        self._show(menu, self._editor.viewport().mapToGlobal(place))

    @Slot()
    def following(self) -> None:
        """What the wrong word at the cursor may have been, or the next one's (Ctrl+.)."""
        met = self._word_at(self._editor.textCursor()) or self._next()
        if met is not None:
            self._editor.setTextCursor(met)
            menu = QMenu(self._editor)
            menu.addActions(self._offers(met, menu))
            below = QTextCursor(met)
            below.setPosition(met.selectionStart())
            self._show(menu, self._editor.viewport().mapToGlobal(self._editor.cursorRect(below).bottomLeft()))

    def _show(self, menu: QMenu, place: QPoint) -> None:
        self.menu = menu
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _offers(self, met: QTextCursor, menu: QMenu) -> list[QAction]:
        """`met`: the word, selected."""
        self._met, lexicon = met, self.spelling.lexicon
        word = met.selectedText()
        near = () if lexicon is None else lexicon.suggest(word)
        made = [QAction(one, menu) for one in near or (NONE_NEAR,)]
        for action in made:
            action.setData(action.text() if near else None)
            action.setEnabled(bool(near) and not self._editor.isReadOnly())
        known = QAction(KNOW.format(word), menu)
        known.setData(KNOW)
        menu.triggered.connect(self._chosen)
        return [*made, known]

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        met, word = self._met, action.data()
        if met is None or not isinstance(word, str):
            return  # one of the editor's own
        if word == KNOW:
            self.spelling.begin_to_know(met.selectedText())
        elif not self._editor.isReadOnly():
            met.insertText(word)
            self._editor.setTextCursor(met)

    def _word_at(self, cursor: QTextCursor) -> QTextCursor | None:
        """The wrong word the cursor stands in or beside, selected."""
        at = cursor.positionInBlock()
        for begins, word in self.wrong(cursor.block().text()):
            if begins <= at <= begins + len(word):
                return self._selected(cursor.block(), begins, word)
        return None

    def _next(self) -> QTextCursor | None:
        """The first wrong word behind the cursor, then from the beginning."""
        cursor = self._editor.textCursor()
        here = cursor.position()
        first = None
        block = self._editor.document().begin()
        while block.isValid():
            for begins, word in self.wrong(block.text()):
                if block.position() + begins >= here:
                    return self._selected(block, begins, word)
                first = first or self._selected(block, begins, word)
            block = block.next()
        return first

    def _selected(self, block: QTextBlock, begins: int, word: str) -> QTextCursor:
        made = QTextCursor(block)
        made.setPosition(block.position() + begins)
        made.setPosition(block.position() + begins + len(word), QTextCursor.MoveMode.KeepAnchor)
        return made

    @Slot()
    def _typed(self) -> None:
        self._typing = self._editor.textCursor().blockNumber()

    @Slot()
    def _moved(self) -> None:
        """The cursor left the word that was typed: now it is looked at."""
        block, cursor = self.document().findBlockByNumber(self._typing), self._editor.textCursor()
        if not block.isValid() or self.spelling.lexicon is None:
            return
        at = cursor.positionInBlock()
        if cursor.block() == block and at and block.text()[at - 1 : at].isalpha():
            return
        self._typing = _NOWHERE
        blocker = QSignalBlocker(self._editor)
        self.rehighlightBlock(block)
        blocker.unblock()

    def _is_typed_in(self, cursor: QTextCursor) -> bool:
        return self._editor.hasFocus() and cursor.block() == self.currentBlock() and not self._editor.isReadOnly()

    # Qt

    def highlightBlock(self, text: str) -> None:
        wrong = self.wrong(text)
        if not wrong:
            return
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shape.setUnderlineColor(theme.colour(theme.of(self._editor).bad))
        cursor = self._editor.textCursor()
        typed = cursor.positionInBlock() if self._is_typed_in(cursor) else -1
        for begins, word in wrong:
            if begins + len(word) != typed:
                self.setFormat(begins, len(word), shape)


def _listed(_connection: object, language: str) -> Mapping[str, int]:
    """The word list, in the reading pool: beside the screen's thread."""
    return counts(language)
