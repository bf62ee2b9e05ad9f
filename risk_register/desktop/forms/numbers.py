"""Registration numbers in a form: looked at while they are typed and when they are left, and once more before they are stored."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms.body import FormBody
from risk_register.desktop.forms.checks import NUMBERED, Remark, remark_on
from risk_register.desktop.forms.parts import PartEditor
from risk_register.desktop.jobs import forms as jobs
from risk_register.texts import Text, listed, tr

_PAUSE = 700
"""Milliseconds after the last letter: nobody wants to be told at the third letter that there are twenty."""


class Numbers(QObject):
    """Says what cannot be right, what stays unknown, and who else has the same number. Only a wrong LEI is not stored.

    Other numbers that look wrong are stored once the person saves again: registers of the world have their exceptions.
    """

    def __init__(self, desk: Desk, data: jobs.FormData, body: FormBody) -> None:
        super().__init__(body)
        self._desk, self._data, self._body = desk, data, body
        self._warned: set[tuple[str, str]] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self._field = NUMBERED.get(data.noun)
        for name in self._field or ():
            if name in body.fields:
                body.fields[name].edited.connect(self._pause.start)
                body.fields[name].left.connect(self.check)
        self._parts = [part for name, part in body.parts.items() if name in NUMBERED and isinstance(part, PartEditor)]
        for part in self._parts:
            part.edited.connect(self._pause.start)
            part.left.connect(self.check)

    def check(self) -> None:
        """Says what there is to say of the numbers as they are typed now."""
        self._pause.stop()
        if self._field is not None and self._field[1] in self._body.fields:
            remark = remark_on(self._data.noun, self._body.known_values())
            said = self._said(remark) if remark is not None else None
            self._body.errors[self._field[1]].say(said.render(self._desk.language) if said is not None else "")
            self._tell([remark] if remark is not None else [])
        for part in self._parts:
            part.check(self._said)
            self._tell(part.remarks(), part)

    def may_stand(self, values: Mapping[str, Any], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
        """Whether what is about to be stored may be; what may not is said."""
        if self._field is not None and self._field[1] in values:
            remark = remark_on(self._data.noun, {**self._body.known_values(), **values})
            if remark is not None and (said := self._stops(remark)) is not None:
                self._body.errors[self._field[1]].say(said.render(self._desk.language))
                self._body.reveal(self._field[1]).setFocus()
                return False
        for part in self._parts:
            held = {row["id"]: row for row in self._data.parts.get(part.part.noun, ())}
            for number, row in zip(part.numbers, parts.get(part.part.noun, ()), strict=False):
                remark = remark_on(part.part.noun, row)
                same = held.get(row.get("id"), {}).get("value") == row.get("value")
                if remark is not None and not same and (said := self._stops(remark)) is not None:
                    part.say(number, said)
                    return False
        return True

    def _stops(self, remark: Remark) -> Text | None:
        """What to say instead of storing; None where nothing stands against it, or the person has insisted."""
        if remark.problem is None or (remark.kind, remark.number) in self._warned:
            return None
        if not remark.bars:
            self._warned.add((remark.kind, remark.number))
        return self._said(remark)

    def _said(self, remark: Remark) -> Text | None:
        """What is wrong; where saving was tried before, that it is stored the next time."""
        if remark.problem is None or (remark.kind, remark.number) not in self._warned:
            return remark.problem
        return Text("{problem} If it is right all the same, save again.", problem=remark.problem)

    def _tell(self, remarks: Sequence[Remark], part: PartEditor | None = None) -> None:
        known = [remark.known for remark in remarks if remark.known is not None]
        self._note([text.render(self._desk.language) for text in known[:1]], part)
        good = [(remark.kind, remark.number) for remark in remarks if remark.problem is None]
        if good:
            own = self._data.vendor
            self._desk.gateway.ask(lambda register: jobs.holders(register, good, own), partial(self._on_holders, known, part))

    def _on_holders(self, known: Sequence[Text], part: PartEditor | None, others: Mapping[str, Sequence[str]]) -> None:
        if not isValid(self):
            return  # the form was closed meanwhile
        language = self._desk.language
        shared = [tr(language, "{number} is recorded for {vendors} too.", number=number, vendors=listed(names, language))
                  for number, names in others.items()]
        self._note([*shared, *(text.render(language) for text in known[:1])], part)

    def _note(self, sentences: Sequence[str], part: PartEditor | None) -> None:
        note = part.note if part is not None else self._body.notes.get(self._field[1]) if self._field is not None else None
        if note is not None:
            note.setText(" ".join(sentences))
            note.setVisible(bool(sentences))
