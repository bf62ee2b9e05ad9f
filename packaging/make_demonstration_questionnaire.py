"""Writes the file that a vendor of the demonstration sends back: `python packaging/make_demonstration_questionnaire.py [FILE]`.

The same bytes at every run, so that the file in the checkout can be compared with what this writes.
"""

import sys
from datetime import date, datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from risk_register.operations.demonstration_answers import FIRST_ROW, SHEET, form_table, read_answered

CHECKOUT = Path(__file__).resolve().parent.parent
DEMONSTRATION = CHECKOUT / "resources" / "demonstration"
COMPLETED = date(2025, 11, 19)


def write(target: Path) -> None:
    """Write the vendor's file at `target`."""
    with xlsxwriter.Workbook(target) as workbook:
        workbook.set_properties({"title": "Vendor due-diligence questions", "created": datetime(2025, 11, 19)})  # noqa: DTZ001
        title = workbook.add_format({"bold": True, "font_size": 14})
        bold = workbook.add_format({"bold": True, "bg_color": "#E8ECF2", "text_wrap": True, "valign": "top"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        sheet = workbook.add_worksheet(SHEET)
        for column, width in enumerate((10, 70, 24, 60)):
            sheet.set_column(column, column, width)
        for row, values in enumerate(form_table(read_answered("deskline-2025"), COMPLETED)):
            shape = title if row == 0 else bold if row == FIRST_ROW - 2 or (row >= FIRST_ROW - 1 and len(values) == 1) else wrapped
            for column, value in enumerate(values):
                if value:
                    sheet.write_string(row, column, value, shape)
        sheet.write_datetime(2, 1, datetime.combine(COMPLETED, datetime.min.time()), day)
        sheet.freeze_panes(FIRST_ROW - 1, 0)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else DEMONSTRATION / "questionnaire.xlsx")
