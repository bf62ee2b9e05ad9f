"""A workbook in which two forms stand side by side, as vendors send them who answer everything in one file."""

from pathlib import Path

import openpyxl

from risk_register.intake.sources import read_source
from risk_register.intake.values import Workbook


def two_forms(shared: Path, path: Path) -> Path:
    """An answered CAIQ 4.0.3 and an answered HECVAT Lite 3.01, each a sheet of the same file."""
    both = openpyxl.Workbook()
    for name, sheet in (("caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx", "CAIQv4.0.3"),
                        ("hecvat-lite-3.01-answered/canvas-catalog-hecvat-lite-3.01.xlsx", "HECVAT - Lite")):
        copied = both.create_sheet(sheet)
        read = read_source(shared / "questionnaires" / name)
        assert isinstance(read, Workbook)
        for row in next(each for each in read.sheets if each.name == sheet).rows:
            copied.append(list(row))
    both.save(path)
    return path
