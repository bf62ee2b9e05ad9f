"""What a file is shows in its bytes, whatever somebody called it."""

from pathlib import Path

import pytest

from risk_register.intake import sniff
from risk_register.intake.kinds import is_protected
from risk_register.intake.refusals import OtherKind
from risk_register.intake.values import FileKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(("data", "kind"), [
    (b"PK\x03\x04rest", OtherKind.PACKED),
    (OLE + bytes(60) + "Workbook".encode("utf-16-le"), FileKind.XLS),
    (OLE + bytes(60) + "WordDocument".encode("utf-16-le"), OtherKind.WORD),
    (OLE + bytes(60), OtherKind.OLE),
    (b"%PDF-1.4", OtherKind.PDF),
    (b"<!DOCTYPE html><html>", OtherKind.HTML),
    (b"\xef\xbb\xbf  <html>", OtherKind.HTML),
    (b"<?xml version='1.0'?><Workbook/>", OtherKind.XML),
    (b'{"a": 1}', OtherKind.JSON),
    (b"[1, 2]", OtherKind.JSON),
    (b"title: x\nlist:\n  - a\n", OtherKind.YAML),
    (b"From: a@example.com\nTo: b@example.com\n", OtherKind.MAIL),
    (b"\x89PNG\r\n", OtherKind.IMAGE),
    (b"SQLite format 3\x00", OtherKind.DATABASE),
    (b"", OtherKind.EMPTY),
    (b" \n", OtherKind.EMPTY),
    (bytes(range(32)) * 4, OtherKind.UNKNOWN),
    (b"ref;answer\nQ-1;Yes\n", FileKind.CSV),
    ("Réf;Réponse\n".encode("utf-16"), FileKind.CSV),
    ("Réf;Réponse\n".encode("cp1252"), FileKind.CSV),
    (b"[draft] question,answer\nQ-1,Yes\n", FileKind.CSV),
    (b"Question: what?,Answer\nA: b,c\n", FileKind.CSV),
])
def test_a_file_is_known_by_its_first_bytes(tmp_path: Path, data: bytes, kind: FileKind | OtherKind) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(data)
    assert sniff(path) is kind


def test_a_protected_workbook_is_told_from_an_old_one() -> None:
    assert is_protected(OLE + bytes(60) + "EncryptedPackage".encode("utf-16-le"))
    assert not is_protected(OLE + bytes(60) + "Workbook".encode("utf-16-le"))
