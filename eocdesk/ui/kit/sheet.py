"""The style sheet, generated from the tokens; a widget says what it is by `role` or `kind`, never by a colour."""

from __future__ import annotations

from eocdesk.models.resources import resource
from eocdesk.ui.kit.tokens import Tokens


def sheet(tokens: Tokens) -> str:
    """Everything Fusion and the palette leave open, about a hundred lines."""
    return "\n".join(
        (_words(tokens), _buttons(tokens), _inputs(tokens), _views(tokens), _shell(tokens), _docks(tokens))
    )


def _words(t: Tokens) -> str:
    return f"""
* {{ font-size: {t.base}px; }}
QLabel {{ background: transparent; }}
QLabel[role="muted"] {{ color: {t.muted}; font-size: {t.base - 1}px; }}
QLabel[role="caption"] {{ color: {t.muted}; font-size: {t.base - 2}px; font-weight: 600; }}
QLabel[role="value"] {{ font-size: {t.base + 7}px; font-weight: 600; }}
QLabel[role="value-small"] {{ font-size: {t.base + 2}px; font-weight: 600; }}
QLabel[role="h1"] {{ font-size: {t.base + 2}px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {t.base + 5}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="clock"] {{ font-size: {t.base + 4}px; font-weight: 600; }}
QLabel[role="error"] {{ color: {t.bad}; font-size: {t.base - 1}px; }}
QLabel[role="key"] {{ color: {t.muted}; font-size: {t.base - 2}px; border: 1px solid {t.border2}; border-radius: 4px;
  padding: 1px 6px; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border2}; padding: 4px 6px; }}
"""


def _buttons(t: Tokens) -> str:
    return f"""
QToolButton {{ border: 1px solid transparent; border-radius: {t.radius}px; padding: 4px 8px; color: {t.text};
  background: transparent; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {t.soft}; color: {t.accent}; }}
QToolButton:disabled {{ color: {t.faint}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 3px 7px; }}
QToolButton[kind="nav"] {{ padding: 7px 2px; font-size: {t.base - 2}px; color: {t.muted};
  border: 2px solid transparent; border-radius: {t.radius + 2}px; }}
QToolButton[kind="nav"]:checked {{ background: {t.soft}; color: {t.accent}; font-weight: 600; }}
QToolButton[kind="nav"]:focus {{ border: 2px solid {t.accent}; padding: 7px 2px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border2}; border-radius: {t.radius}px;
  padding: 5px 12px; font-weight: 500; min-height: {round(t.base * 1.25)}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.soft}; color: {t.accent}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {t.faint}; border-color: {t.border}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
  font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; padding: 4px 11px; }}
QPushButton[kind="primary"]:disabled {{ background: {t.surface2}; color: {t.faint}; border-color: {t.border}; }}
QPushButton[kind="quiet"] {{ border-color: transparent; color: {t.accent}; background: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
QPushButton[kind="link"] {{ border: 2px solid transparent; color: {t.accent}; background: transparent; padding: 0;
  text-align: left; font-weight: 400; min-height: 0; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="pill"] {{ background: {t.accent}; color: {t.on_accent}; border: 2px solid {t.accent};
  border-radius: {t.base}px; padding: 2px 14px; font-weight: 600; }}
QPushButton[kind="pill"]:focus {{ border: 2px solid {t.text}; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.border2}; padding: 4px; }}
QMenu::item {{ padding: 5px 22px 5px 10px; border-radius: 4px; color: {t.text}; }}
QMenu::item:selected {{ background: {t.soft}; }}
QMenu::item:disabled {{ color: {t.faint}; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 6px; }}
"""


def _inputs(t: Tokens) -> str:
    shade = "contrast" if t.name.startswith("contrast") else "dark" if t.dark else "light"
    check = resource("screen", f"check-{shade}.svg").as_posix()
    chevron = resource("screen", f"chevron-{shade}.svg").as_posix()
    box = round(t.base * 1.08)
    return f"""
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.border2}; border-radius: {t.radius}px; padding: 4px 8px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit, QTextEdit {{ padding: 2px 4px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {t.accent}; padding: 3px 7px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent}; padding: 1px 3px; }}
QTextBrowser {{ border: 1px solid transparent; padding: 0; }}
QTextBrowser:focus {{ border: 1px solid {t.accent}; padding: 0; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.bad}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ color: {t.muted}; background: {t.surface2};
  border-color: {t.border}; }}
QLineEdit:read-only {{ color: {t.muted}; background: {t.surface2}; border-color: {t.border}; }}
QLineEdit[kind="search"] {{ background: {t.surface2}; }}
QLineEdit[kind="search"]:focus {{ border: 2px solid {t.accent}; }}
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus {{ background: transparent; border: none;
  font-size: {t.base + 4}px; padding: 8px 4px; }}
QComboBox::drop-down {{ border: none; width: 20px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.border2}; padding: 3px; outline: 0;
  selection-background-color: {t.soft}; selection-color: {t.text}; }}
QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: {t.radius}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; }}
QCheckBox::indicator, QTableWidget::indicator {{ width: {box}px; height: {box}px; border: 1px solid {t.border2};
  border-radius: 3px; background: {t.surface}; }}
QCheckBox::indicator:checked, QTableWidget::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: url("{check}"); }}
QRadioButton::indicator {{ width: {box}px; height: {box}px; border: 1px solid {t.border2};
  border-radius: {box // 2 + 1}px; background: {t.surface}; }}
QRadioButton::indicator:checked {{ border: 4px solid {t.accent}; width: {box - 6}px; height: {box - 6}px; }}
QProgressBar {{ background: {t.surface2}; border: 1px solid {t.border}; border-radius: 4px; text-align: center;
  min-height: {t.base + 3}px; }}
QProgressBar::chunk {{ background: {t.soft}; border-radius: 3px; }}
"""


def _views(t: Tokens) -> str:
    return f"""
QTableView, QTreeView, QListView, QScrollArea {{ background: {t.surface}; border: none; outline: 0;
  alternate-background-color: {t.surface2}; gridline-color: {t.border};
  selection-background-color: {t.sel}; selection-color: {t.text}; }}
QListView[kind="bare"], QTreeView[kind="bare"] {{ background: transparent; }}
QTableWidget::item, QTableView[kind="words"]::item {{ padding: 0 8px; }}
QScrollArea > QWidget > QWidget[plain="true"] {{ background: {t.surface}; }}
QHeaderView {{ background: {t.surface2}; border: none; }}
QHeaderView::section {{ background: {t.surface2}; color: {t.muted}; border: none; border-bottom: 1px solid {t.border};
  padding: 5px 8px; font-size: {t.base - 2}px; font-weight: 600; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {t.border}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ padding: 6px 12px; color: {t.muted}; border: none; border-bottom: 2px solid transparent;
  background: transparent; font-weight: 500; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:focus {{ color: {t.accent}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {t.border2}; min-height: 28px; border-radius: 3px; margin: 0 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {t.border2}; min-width: 28px; border-radius: 3px; margin: 2px 0; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
  border: none; width: 0; height: 0; }}
QFrame[kind="card"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {t.radius}px; }}
QFrame[door="true"]:hover {{ border-color: {t.border2}; }}
QFrame[door="true"]:focus {{ border: 2px solid {t.accent}; }}
QFrame[kind="raised"] {{ background: {t.raised}; border: 1px solid {t.border2}; border-radius: {t.radius + 4}px; }}
QFrame[kind="line"] {{ background: {t.border}; border: none; max-height: 1px; min-height: 1px; }}
QDialog {{ background: {t.surface}; }}
"""


def _shell(t: Tokens) -> str:
    return f"""
QWidget[room="rail"] {{ background: {t.surface}; border-right: 1px solid {t.border}; }}
QWidget[room="topbar"] {{ background: {t.surface}; border-bottom: 1px solid {t.border}; }}
QWidget[room="status"] {{ background: {t.surface}; border-top: 1px solid {t.border}; }}
QWidget[room="status"] QLabel {{ color: {t.muted}; font-size: {t.base - 1}px; }}
QWidget[room="status"] QToolButton {{ color: {t.muted}; font-size: {t.base - 1}px; padding: 1px 6px;
  border: 1px solid transparent; }}
QWidget[room="status"] QToolButton:focus {{ border: 1px solid {t.accent}; color: {t.text}; }}
QWidget[room="status"] QToolButton[state="bad"] {{ color: {t.bad}; font-weight: 600; }}
QWidget[room="status"] QToolButton[state="warn"] {{ color: {t.warn}; }}
QWidget[room="pane"] {{ background: {t.surface}; }}
QWidget[room="app"] {{ background: {t.app}; }}
QFrame[room="banner"] {{ background: {t.surface2}; border: none; border-bottom: 1px solid {t.border};
  border-left: 4px solid {t.accent}; }}
QFrame[room="banner"][state="bad"] {{ border-left-color: {t.bad}; }}
QFrame[room="banner"][state="warn"] {{ border-left-color: {t.warn}; }}
QFrame[room="banner"][state="ok"] {{ border-left-color: {t.ok}; }}
QFrame[room="banner"][floating="true"] {{ background: {t.raised}; border: 1px solid {t.border2};
  border-left: 4px solid {t.accent}; border-radius: {t.radius}px; }}
QFrame[room="banner"][floating="true"][state="bad"] {{ border-left-color: {t.bad}; }}
QFrame[room="banner"][floating="true"][state="warn"] {{ border-left-color: {t.warn}; }}
QFrame[room="banner"][floating="true"][state="ok"] {{ border-left-color: {t.ok}; }}
QLabel[room="exercise"] {{ background: {t.warn}; color: {t.app}; font-weight: 700; font-size: {t.base - 1}px;
  padding: 3px 10px; }}
"""


def _docks(t: Tokens) -> str:
    bar = "ads--CDockAreaTitleBar"
    return f"""
ads--CDockContainerWidget {{ background: {t.app}; border: none; }}
ads--CDockAreaWidget {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {t.radius}px; }}
{bar}, ads--CDockAreaTabBar, ads--CDockAreaTabBar QWidget#tabsContainerWidget {{ background: {t.surface}; }}
{bar} {{ border: none; padding: 0; border-bottom: 1px solid {t.border}; border-top-left-radius: {t.radius}px; }}
ads--CDockWidgetTab {{ background: {t.surface}; border: none; border-bottom: 2px solid transparent; padding: 3px 6px; }}
ads--CDockWidgetTab[activeTab="true"] {{ border-bottom: 2px solid {t.accent}; }}
ads--CDockWidgetTab:focus {{ background: {t.soft}; }}
ads--CDockWidgetTab QLabel {{ color: {t.muted}; font-weight: 600; }}
ads--CDockWidgetTab[activeTab="true"] QLabel {{ color: {t.text}; }}
ads--CDockWidget {{ background: {t.surface}; border: none; }}
ads--CTitleBarButton {{ padding: 2px; }}
ads--CDockSplitter::handle, QSplitter::handle {{ background: {t.app}; }}
ads--CDockSplitter::handle:hover, QSplitter::handle:hover {{ background: {t.accent}; }}
QDockWidget {{ color: {t.muted}; font-weight: 600; }}
QDockWidget::title {{ background: {t.surface}; border-bottom: 1px solid {t.border}; padding: 5px 8px; }}
QMainWindow::separator {{ background: {t.app}; width: 6px; height: 6px; }}
"""
