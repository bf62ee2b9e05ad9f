"""Handing files to the system's own programs: drafts to the mail program, documents to their viewer, through private copies.

A copy lies in a folder that only this person may enter, is read-only, and goes when the program ends. A file from outside
whose kind could run something when opened is never handed over; it is offered to be saved, in words.
"""

import atexit
import hashlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from risk_register.characters import cleaned
from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.errors import RegisterError
from risk_register.system_reasons import reason_of
from risk_register.texts import Text, tr

_OPENED = frozenset({
    ".pdf", ".xlsx", ".xls", ".ods", ".csv", ".tsv", ".docx", ".doc", ".odt", ".pptx", ".ppt", ".odp", ".txt", ".md", ".json",
    ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".eml", ".ics",
})
"""Kinds that their viewers show without running anything in them. Whatever else a vendor may send is saved, not opened."""
_PREFIX = "risk-register-open-"
_STALE = 24 * 3600
_LONGEST = 120
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Letters that nobody sees, some of which would turn 'exe.pdf' round on the screen."""
_folders: list[Path] = []


def open_draft(desk: Desk, eml: bytes, name: str) -> None:
    """Opens a letter (`exchange.mail.draft`) as a draft in the person's mail program; `name` is the file's, without its ending."""
    path = _private_copy(eml, f"{safe_name(name.replace('/', '-'))}.eml")
    if not _opened(path):
        _offer_to_save(desk, eml, path.name, Text(
            "No mail program of this computer opened the letter. Save it, and open it there or send it as it is."))


def open_safe_copy(desk: Desk, sha256: str, file_name: str) -> None:
    """Opens a file kept in the register in the system's viewer, as a read-only copy whose bytes are those that were kept."""
    desk.gateway.ask(lambda register: _verified(register.file(sha256), sha256, file_name),
                     lambda content: _show(desk, content, file_name))


def may_be_opened(file_name: str) -> bool:
    """Whether files of that kind are handed to the system; by the last ending, as the system itself goes by it."""
    return PurePosixPath(safe_name(file_name).lower()).suffix in _OPENED


def safe_name(file_name: str) -> str:
    """A name from outside as the name of a file in one folder: no path, nothing unseen, no name that Windows keeps for itself."""
    words = "".join(letter for letter in cleaned(file_name) if letter not in _UNSEEN).replace("\\", "/").rpartition("/")[2]
    words = " ".join("".join(" " if letter in '<>:"|?*\n\t' else letter for letter in words).split()).strip(" .")
    stem, dot, ending = words.rpartition(".")
    if not dot:
        stem, ending = words, ""
    stem = stem[:_LONGEST].rstrip(" .") or "file"
    if stem.partition(".")[0].lower() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending[:20]}"


@atexit.register
def forget_copies() -> None:
    """Removes every copy made so far; what a viewer still holds open stays until the next start."""
    while _folders:
        _remove(_folders.pop())


def save_as(desk: Desk, content: bytes, name: str, parent: QWidget | None = None) -> None:
    """Asks where to keep a file, and writes it there."""
    ask_for_file(desk, parent or _window(), tr(desk.language, "Save a copy"), _writer(desk, content), mode="save",
                 suggested=safe_name(name))


def _writer(desk: Desk, content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        desk.settings.last_folder = str(path.parent)
        try:
            path.write_bytes(content)
        except OSError as error:
            desk.gateway.refused.emit(RegisterError("{file} could not be written: {reason}. Choose another folder.", file=path.name,
                                                    reason=reason_of(error)))

    return write


def _verified(content: bytes, sha256: str, file_name: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RegisterError("{file} in the register is not the file that was kept: its fingerprint differs. It was not opened. "
                            "Verify the journal and restore a backup.", file=file_name)
    return content


def _show(desk: Desk, content: bytes, file_name: str) -> None:
    if not may_be_opened(file_name):
        _offer_to_save(desk, content, file_name, Text(
            "{file} is of a kind that may run something when it is opened, so it is not opened from here. If you trust where it "
            "comes from, save it and have it checked first.", file=safe_name(file_name)))
    elif not _opened(_private_copy(content, safe_name(file_name))):
        _offer_to_save(desk, content, file_name, Text(
            "No program of this computer opens {file}. Save it, and open it where there is one.", file=safe_name(file_name)))


def _offer_to_save(desk: Desk, content: bytes, name: str, words: Text) -> None:
    language = desk.language
    box = QMessageBox(QMessageBox.Icon.Information, tr(language, "Save instead?"), words.render(language),
                      QMessageBox.StandardButton.NoButton, _window())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setObjectName("offer_to_save")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    save = box.addButton(tr(language, "&Save…"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr(language, "&Close"), QMessageBox.ButtonRole.RejectRole)
    save.clicked.connect(lambda: save_as(desk, content, name))
    box.show()


def _private_copy(content: bytes, name: str) -> Path:
    if not _folders:
        _remove_stale()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))  # made for this person alone (mode 0700)
    _folders.append(folder)
    path = folder / name
    path.write_bytes(content)
    path.chmod(stat.S_IRUSR)
    return path


def _remove_stale() -> None:
    """Copies of a program that was killed before it could take them away."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if folder.stat().st_mtime < time.time() - _STALE:
                _remove(folder)
        except OSError:
            continue


def _remove(folder: Path) -> None:
    for path in folder.glob("*"):
        try:
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows deletes no read-only file
        except OSError:
            continue
    shutil.rmtree(folder, ignore_errors=True)


def _opened(path: Path) -> bool:
    return os.access(path, os.R_OK) and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _window() -> QWidget | None:
    return QApplication.activeWindow()
