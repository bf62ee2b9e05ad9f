"""The fields of a PDF form (AcroForm): what each asks and what was entered. Scripts are never run, links never followed."""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from risk_register.characters import clean_text
from risk_register.intake import limits
from risk_register.intake.refusals import Reason, Refused

_KINDS = {
    pdfium.FPDF_FORMFIELD_PUSHBUTTON: "button", pdfium.FPDF_FORMFIELD_CHECKBOX: "check",
    pdfium.FPDF_FORMFIELD_RADIOBUTTON: "radio", pdfium.FPDF_FORMFIELD_COMBOBOX: "choice", pdfium.FPDF_FORMFIELD_LISTBOX: "choice",
    pdfium.FPDF_FORMFIELD_TEXTFIELD: "text", pdfium.FPDF_FORMFIELD_SIGNATURE: "signature",
}
_MOST_PAGES = 500
_LONGEST_LABEL = 600
_ABOVE = 26.0
"""Points above a field within which its question is looked for, where nothing stands to its left."""
_FARTHEST_LABEL, _WIDEST_GAP = 350.0, 24.0
"""Points from a field to its label where no other field lies between, and between the parts of a label."""
_MOST_RUNS = 4_000
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the page's lower left corner."""
_XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)


def read_pdf(data: bytes) -> dict[str, Any]:
    """The form's fields in the order of the pages, widgets of one name together. Raises Refused where there are none."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise Refused(Reason.PROTECTED if locked else Reason.DAMAGED) from error
    form_type = document.get_formtype()
    if form_type == pdfium.FORMTYPE_NONE:
        raise Refused(Reason.NO_FIELDS)
    document.init_forms()
    form = _Form(document)
    for number in range(min(len(document), _MOST_PAGES)):
        form.take(number)
    if not form.fields:
        raise Refused(Reason.XFA if form_type in _XFA else Reason.NO_FIELDS)
    return {"fields": [field.plain() for field in form.fields.values()], "replaced": form.replaced}


class _Field:
    """One field, all its widgets together."""

    def __init__(self, name: str, kind: str, page: int) -> None:
        self.name, self.kind, self.page = name, kind, page
        self.label = self.value = self.beside = ""
        self.options: list[str] = []
        self.ticked: list[str] = []

    def plain(self) -> dict[str, Any]:
        value = "\n".join(self.ticked) if self.kind in ("check", "radio") else self.value
        return {"name": self.name, "kind": self.kind, "value": value, "label": self.label, "page": self.page,
                "options": self.options, "beside": self.beside}


class _Form:
    def __init__(self, document: Any) -> None:
        self._document = document
        self.fields: dict[str, _Field] = {}
        self._runs: list[Box] = []
        """Where words stand on the page that is being read."""
        self._boxes: list[Box] = []
        """Where its fields stand."""
        self.replaced = 0
        self._characters = 0

    def take(self, number: int) -> None:
        """Take in the fields of a page, from its top left to its bottom right."""
        page = self._document[number]
        text = page.get_textpage()
        self._runs = [text.get_rect(index) for index in range(min(text.count_rects(), _MOST_RUNS))]
        found = [widget for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), limits.MOST_VALUES))
                 if (widget := self._widget(page, index)) is not None]
        found.sort(key=lambda widget: (-round((widget[1][1] + widget[1][3]) / 8), widget[1][0]))
        self._boxes = [box for _, box in found]
        for widget, box in found:
            self._field(widget, box, text, number + 1)
            pdfium.FPDFPage_CloseAnnot(widget)
        text.close()
        page.close()

    def _widget(self, page: Any, index: int) -> tuple[Any, Box] | None:
        """A form field's annotation with its place; None for any other annotation."""
        widget = pdfium.FPDFPage_GetAnnot(page, index)
        if not widget:
            return None
        box = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetSubtype(widget) != pdfium.FPDF_ANNOT_WIDGET or not pdfium.FPDFAnnot_GetRect(widget, box):
            pdfium.FPDFPage_CloseAnnot(widget)
            return None
        return widget, (min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top))

    def _field(self, widget: Any, box: Box, text: Any, page: int) -> None:
        env = self._document.formenv
        kind = _KINDS.get(pdfium.FPDFAnnot_GetFormFieldType(env, widget), "")
        if not kind:
            return
        name = self._clean(_string(pdfium.FPDFAnnot_GetFormFieldName, env, widget))
        field = self.fields.setdefault(name, _Field(name, kind, page))
        if len(self.fields) > limits.MOST_VALUES:
            raise Refused(Reason.TOO_MANY_CELLS)
        if not field.label:
            said = self._clean(_string(pdfium.FPDFAnnot_GetFormFieldAlternateName, env, widget))
            field.label = said or self._beside(text, box, kind)
        if kind in ("check", "radio"):
            exported = self._clean(_string(pdfium.FPDFAnnot_GetFormFieldExportValue, env, widget))
            choice = exported if _says_something(exported) else self._after(text, box) or exported
            field.beside = field.beside or (self._after(text, box) if kind == "check" else "")
            field.options.append(choice)
            if pdfium.FPDFAnnot_IsChecked(env, widget):
                field.ticked.append(choice or "x")
        elif not field.value:
            field.options = field.options or list(self._options(env, widget))
            field.value = self._clean(_string(pdfium.FPDFAnnot_GetFormFieldValue, env, widget)) or self._selected(env, widget)

    def _options(self, env: Any, widget: Any) -> Iterator[str]:
        for index in range(min(max(pdfium.FPDFAnnot_GetOptionCount(env, widget), 0), limits.MOST_PARTS)):
            yield self._clean(_string(pdfium.FPDFAnnot_GetOptionLabel, env, widget, index))

    def _selected(self, env: Any, widget: Any) -> str:
        count = min(max(pdfium.FPDFAnnot_GetOptionCount(env, widget), 0), limits.MOST_PARTS)
        return "\n".join(self._clean(_string(pdfium.FPDFAnnot_GetOptionLabel, env, widget, index)) for index in range(count)
                         if pdfium.FPDFAnnot_IsOptionSelected(env, widget, index))

    def _beside(self, text: Any, box: Box, kind: str) -> str:
        """The words to the left of a field, else those just above it."""
        left, bottom, right, top = box
        middle = (bottom + top) / 2
        line = sorted((run for run in self._runs if run[2] <= left + 2 and run[1] - 4 <= middle <= run[3] + 4),
                      key=lambda run: -run[2])
        taken: list[Box] = []
        edge = left
        before = max((other[2] for other in self._boxes if other[2] <= left and other[1] <= middle <= other[3]), default=0.0)
        line = [run for run in line if run[2] > before]
        for run in line:
            if edge - run[2] > (_WIDEST_GAP if taken else _FARTHEST_LABEL):
                break
            taken.insert(0, run)
            edge = run[0]
        if not taken and kind != "radio":
            taken = [run for run in self._runs if left - 20 <= run[0] <= right and top - 2 <= run[1] <= top + _ABOVE]
        return self._words(text, taken)[-_LONGEST_LABEL:]

    def _after(self, text: Any, box: Box) -> str:
        """The words to the right of a box, up to where the next might be."""
        _, bottom, right, top = box
        middle = (bottom + top) / 2
        line = sorted(run for run in self._runs if right - 2 <= run[0] <= right + _ABOVE and run[1] - 4 <= middle <= run[3] + 4)
        return self._words(text, line[:1])[:60]

    def _words(self, text: Any, runs: list[Box]) -> str:
        """The words of some runs of text, in one line."""
        found = (text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1) for left, bottom, right, top in runs)
        return " ".join(self._clean(" ".join(found)).split())

    def _clean(self, value: str) -> str:
        clean, replaced = clean_text(value.strip().strip("\0"))
        self.replaced += replaced
        self._characters += len(clean)
        if self._characters > limits.MOST_TEXT:
            raise Refused(Reason.TOO_MUCH_TEXT)
        return clean


def _says_something(exported: str) -> bool:
    """Whether a box's own value is a word people use; makers of forms leave 'On' and numbers."""
    return bool(exported) and not exported.isdigit() and exported.casefold() not in ("on", "off", "choice1", "choice2", "choice3")


def _string(call: Callable[..., int], *arguments: Any) -> str:
    """What one of the library's calls writes into a buffer whose size it tells first, as UTF-16 text."""
    size = min(call(*arguments, None, 0), limits.MOST_TEXT)
    if size < 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    held = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    call(*arguments, held, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
