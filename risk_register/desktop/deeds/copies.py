"""Copies of the open register: asked for, made by themselves when it is opened, and missed for too long."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.copy_settings import CopySettings
from risk_register.errors import RegisterError
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.operations.copies import Copy


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005  # the reader's own clock


def make_copy(window: "MainWindow") -> None:
    """Asks where to, and writes a complete copy there."""
    path, language = window.desk.gateway.path, window.desk.language
    if path is None:
        return
    ask_for_file(window.desk, window, tr(language, "Make a copy"), lambda chosen: copy_to(window, chosen), mode="save",
                 suggested=f"{path.stem} {_now():%Y-%m-%d}{path.suffix}", suffix=path.suffix[1:], overwrites=False)


def copy_to(window: "MainWindow", target: Path) -> None:
    """Writes a complete copy of the open register, while it stays in use."""
    path, gateway = window.desk.gateway.path, window.desk.gateway
    if path is None:
        return
    window.desk.settings.last_folder = str(target.parent)

    def job(_register: object, _work: object) -> Path:
        from risk_register.operations.registers import back_up

        return back_up(path, target)

    def done(made: Path) -> None:
        CopySettings().made(path, _now())
        window.status.showMessage(tr(window.desk.language, "Copied to {file}", file=made.name), 6000)
        gateway.changed.emit(gateway.standing)

    gateway.ask_long(Text("Copying the register"), job, done, can_cancel=False)


def when_opened(window: "MainWindow") -> None:
    """Makes the copy that is due, or says once that the last one is long ago."""
    settings, path, gateway = CopySettings(), window.desk.gateway.path, window.desk.gateway
    if path is None or not gateway.can_change:
        return
    folder = settings.folder
    if folder is None:
        _remind(window, settings, path)
        return

    def job(_register: object) -> "Copy | None":
        from risk_register.operations.copies import copy_if_due

        return copy_if_due(path, folder, days=settings.days, keep=settings.keep, now=_now())

    def done(made: "Copy | None") -> None:
        if made is not None:
            settings.made(path, made.made_at)
            window.status.showMessage(tr(window.desk.language, "Copied to {file}", file=made.path.name), 6000)

    def fail(error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        window.status.showMessage(error.render(window.desk.language), 15_000)  # a drive that is not there must not stand in the way

    gateway.ask(job, done, fail)


def _remind(window: "MainWindow", settings: CopySettings, path: Path) -> None:
    last = settings.last(path)
    if settings.remind and last is not None and (days := (_now() - last).days) >= settings.remind:
        window.status.showMessage(tr(
            window.desk.language, "The last copy of this register was made {days} days ago (Settings, Copies).", days=days), 15_000)
