"""A vendor's evidence to choose from, for the answer that it supports."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import questionnaires as jobs
from risk_register.texts import tr

_MOST = 30


def offer(desk: Desk, under: QWidget, offered: list[tuple[int, str]], answer_id: int) -> None:
    """Shows the evidence under a button; what is chosen is linked to the answer."""
    menu = QMenu(under)
    menu.setObjectName("evidence_menu")
    for evidence_id, title in offered[:_MOST]:
        menu.addAction(title.replace("&", "&&")).triggered.connect(_linker(desk, answer_id, evidence_id))
    if not offered:
        menu.addAction(tr(desk.language, "No evidence of this vendor is recorded.")).setEnabled(False)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))


def _linker(desk: Desk, answer_id: int, evidence_id: int) -> Callable[[], None]:
    actor = desk.settings.actor
    return lambda: desk.gateway.change(lambda register: jobs.link_evidence(register, answer_id, evidence_id, actor))
