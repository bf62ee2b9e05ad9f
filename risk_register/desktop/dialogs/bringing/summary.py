"""The last step: what importing would do, in counts, and what of the file has no field of its own."""

from typing import TYPE_CHECKING

from risk_register.desktop.desk import Desk
from risk_register.desktop.dialogs.bringing.step import Bringing, Step
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, sized
from risk_register.texts import listed, tr

if TYPE_CHECKING:
    from risk_register.exchange.bringing import Plan


class SummaryStep(Step):
    """Counts, the records that come along, and what was noticed about the file as a whole."""

    def __init__(self, desk: Desk, bringing: Bringing) -> None:
        super().__init__(desk, bringing, "bring_summary")
        self.counted = sized(plain_label(wrap=True, name="bring_counted"), 1.25)
        self._along = plain_label(wrap=True)
        self._notes = QuietLabel(wrap=True)
        for widget in (self.counted, self._along, self._notes):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def title(self) -> str:
        """What the step is called."""
        return tr(self.desk.language, "What will be imported")

    def show_plan(self, plan: "Plan") -> None:
        """Shows the counts by the decisions made."""
        from risk_register.exchange.bringing.wording import along, counted

        language = self.desk.language
        counts = self.bringing.counts or plan.counts
        self.counted.setText(_sentence(counted(counts).render(language)))
        self._along.setText("\n".join(f"\N{BULLET} {line.render(language)}" for line in along(counts)))
        kept = [column.heading for column in plan.columns if column.target == "custom_field" and column.filled]
        left = [column.heading for column in plan.columns if column.target == "" and column.filled]
        lines = [note.render(language) for note in plan.notes]
        if kept:
            lines.append(tr(language, "Kept as custom fields: {columns}.", columns=listed(kept, language)))
        if left:
            lines.append(tr(language, "Left out: {columns}.", columns=listed(left, language)))
        lines.append(tr(language, "It is one change: one undo takes all of it back."))
        self._notes.setText("\n".join(lines))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
