"""Why the system refused is said in the reader's language."""

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from risk_register.errors import RegisterError
from risk_register.system_reasons import reason_of


def said(error: Exception, language: str) -> str:
    return RegisterError("{reason}", reason=reason_of(error)).render("fr" if language == "fr" else "en")


def database_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("the driver's words")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(("number", "english", "french"), [
    (errno.ENOENT, "there is no such file or folder", "ce fichier ou ce dossier n'existe pas"),
    (errno.ENOSPC, "the disk is full", "le disque est plein"),
    (errno.EACCES, "this user has no right to it", "cet utilisateur n'en a pas le droit"),
    (errno.EROFS, "the place is read-only", "l'emplacement est en lecture seule"),
])
def test_the_systems_reasons_are_told_in_both_languages(number: int, english: str, french: str) -> None:
    error = OSError(number, "the system's words")
    assert (said(error, "en"), said(error, "fr")) == (english, french)


@pytest.mark.parametrize(("name", "english"), [
    ("SQLITE_FULL", "the disk is full"), ("SQLITE_IOERR_WRITE", "the disk or the connection to it failed"),
    ("SQLITE_READONLY_DIRECTORY", "the place is read-only"), ("SQLITE_CORRUPT", "the driver's words"),
])
def test_the_databases_reasons_are_told_whichever_library_stands_around_it(name: str, english: str) -> None:
    error = database_error(name)
    assert said(error, "en") == said(OperationalError("SELECT 1", {}, error), "en") == english


def test_a_file_that_another_program_holds_on_windows_is_no_missing_right() -> None:
    error = PermissionError(errno.EACCES, "the system's words")
    error.winerror = 32
    assert said(error, "fr") == "un autre programme l'utilise"


def test_what_is_not_known_keeps_the_words_it_came_in() -> None:
    assert said(OSError(errno.EDOM, "Numerical argument out of domain"), "fr") == "Numerical argument out of domain"
    assert said(OSError(), "en") == "OSError"


def test_a_folder_that_is_not_there_is_told_in_french_where_a_file_is_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "gone" / "file").write_text("", encoding="utf-8")
    assert said(caught.value, "fr") == "ce fichier ou ce dossier n'existe pas"
