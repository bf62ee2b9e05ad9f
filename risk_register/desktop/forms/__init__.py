"""Forms for records of any noun, and sections that list them: made from the model and from `layouts`.

`open_record_form` opens one; `section.RecordSection` is a table of records with what can be done to them.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from risk_register.desktop.desk import Desk
    from risk_register.desktop.jobs.forms import FormData


def open_record_form(desk: "Desk", noun: str, parent: "QWidget", *, record_id: int | None = None,
                     values: Mapping[str, Any] | None = None, then: Callable[[int], object] | None = None) -> None:
    """Opens the form of a record: to edit it, or without `record_id` to add one that begins with `values`."""
    from risk_register.desktop.forms.dialog import RecordForm
    from risk_register.desktop.jobs import forms as jobs

    given = dict(values or {})
    name = f"form_{noun}"

    def show(data: "FormData") -> None:
        if any(form.isVisible() for form in parent.window().findChildren(RecordForm) if form.objectName() == name):
            return  # asked for twice before the first one was there
        form = RecordForm(desk, data, given, parent.window())
        if then is not None:
            form.saved.connect(then)
        form.open()

    desk.gateway.ask(lambda register: jobs.form_data(register, noun, record_id, given, desk.language), show)
