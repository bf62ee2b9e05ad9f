"""Carrying a plan out: one transaction, one journalled change, all of it or nothing."""

from collections.abc import Callable
from typing import Any

from risk_register.errors import Cancelled, RegisterError
from risk_register.exchange.bringing.counting import counts_of
from risk_register.exchange.bringing.deciding import resolve
from risk_register.exchange.bringing.groups import Gathered
from risk_register.exchange.bringing.headings import heading_key
from risk_register.exchange.bringing.plan import LEFT_OUT_WORD, Decisions, How, Outcome, Plan, RowProblem
from risk_register.exchange.bringing.work import Addition, Work
from risk_register.model.nouns import BY_TABLE, NOUNS
from risk_register.operations.fetch import without_collecting
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Text

Progress = Callable[[int, int, Text], None]
_BATCHED_FROM = 100
_PIECE = 500
"""Records stored between two looks at whether the person wants it stopped."""
_STORING = Text("Storing")


def apply(plan: Plan, register: Register, actor: str, decisions: Decisions | None = None, *, progress: Progress | None = None,
          cancelled: Callable[[], bool] | None = None) -> Outcome:
    """Bring in what the plan says, by those decisions, and remember what columns were said to hold.

    Raises RegisterError, with nothing changed, while dates are undecided, where the register has changed since the plan was made,
    where no row can be used, and where all or nothing was asked for and a row cannot be used; Cancelled where it was stopped.
    """
    decided = decisions or Decisions()
    _refuse(plan, register)
    with without_collecting():
        work, gathered = resolve(plan, decided)
        counts = counts_of(work, gathered)
        rejected = tuple(_rejected(gathered, work))
        if rejected and decided.all_or_nothing:
            raise RegisterError("Nothing was imported: {count} rows of {file} cannot be used. The first is row {row}: {reason}",
                                count=len({(each.sheet, each.row) for each in rejected}), file=plan.file_name, row=rejected[0].row,
                                reason=rejected[0].reason)
        if rejected and not gathered.mains:
            raise RegisterError("Nothing was imported: no row of {file} can be used. Row {row}: {reason}", file=plan.file_name,
                                row=rejected[0].row, reason=rejected[0].reason)
        reason = Text("Bring vendors from {file}: {created} added, {updated} updated", file=plan.file_name,
                      created=counts.created, updated=counts.updated + counts.merged + counts.restored)
        with register.change(reason, actor) as door:
            storing = _Storing(door, work, progress, cancelled)
            made = storing.store()
            _remember(door, plan)
            storing.refuse_if_stopped()
    return Outcome(counts, rejected, made)


def _refuse(plan: Plan, register: Register) -> None:
    if plan.undecided:
        column = plan.undecided[0]
        raise RegisterError(
            "The dates under '{column}' could each be two days ({sample}). Say whether the day or the month is first; "
            "nothing was imported.",
            column=column.heading,
            sample=", ".join(column.samples[:2]),
        )
    if register.head() != plan.head:
        raise RegisterError("The register has changed since this preview was made. Make the preview again.")


def _rejected(gathered: Gathered, work: Work) -> list[RowProblem]:
    found = [problem for problems in gathered.problems.values() for problem in problems]
    for party in work.unkept:
        assert party.name_taken is not None
        found.extend(RowProblem(*place, "", party.name or "", party.name_taken) for place in party.places[:1] if party.is_row)
    return sorted(found, key=lambda each: (each.sheet, each.row))


class _Storing:
    """Writes additions in the order of what refers to what, then changes."""

    def __init__(self, door: ChangeDoor, work: Work, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
        self._door = door
        self._work = work
        self._progress = progress
        self._cancelled = cancelled
        self._ids: dict[Addition, int] = {}
        self._total = sum(len(additions) for additions in work.additions.values()) + len(work.updates)
        self._done = 0

    def store(self) -> tuple[int, ...]:
        """All of it; returns the ids of new vendors."""
        for noun in NOUNS:
            additions = self._work.additions.get(noun.name, [])
            while additions:
                ready = [each for each in additions if self._is_ready(each)] if noun.name in ("vendor", "contract") else additions
                if not ready:
                    raise RegisterError(
                        "Vendors of the file are each other's parent in a circle. Correct that and import it again."
                    )
                self._add(noun.name, ready)
                stored = {id(each) for each in ready}
                additions = [each for each in additions if id(each) not in stored]
        for update in self._work.updates:
            changes = {name: self._value(value) for name, value in update.changes.items()}
            self._door.update(BY_TABLE[update.noun].record, update.record_id, **changes)
            self._tick(1)
        return tuple(self._ids[each] for each in self._work.additions.get("vendor", ()))

    def _is_ready(self, addition: Addition) -> bool:
        return all(not isinstance(value, Addition) or value in self._ids for value in addition.values.values())

    def _add(self, noun: str, additions: list[Addition]) -> None:
        record = BY_TABLE[noun].record
        for start in range(0, len(additions), _PIECE):
            piece = additions[start:start + _PIECE]
            rows = [{name: self._value(value) for name, value in each.values.items()} for each in piece]
            ids = (self._door.add_many(record, rows) if len(rows) >= _BATCHED_FROM
                   else [self._door.add(record, **row) for row in rows])
            self._ids.update(zip(piece, ids, strict=True))
            self._tick(len(piece))

    def _value(self, value: Any) -> Any:
        return self._ids[value] if isinstance(value, Addition) else value

    def refuse_if_stopped(self) -> None:
        """Raises Cancelled where the person said so meanwhile; the change then leaves no trace."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("The import was stopped. Nothing was imported.")

    def _tick(self, count: int) -> None:
        self._done += count
        self.refuse_if_stopped()
        if self._progress is not None:
            self._progress(self._done, self._total, _STORING)


def _remember(door: ChangeDoor, plan: Plan) -> None:
    """Keep what somebody said a column holds, so that nobody is asked again."""
    mapping = BY_TABLE["heading_mapping"]
    kinds = {sheet.name: sheet.kind for sheet in plan.sheets}
    assert plan.known is not None
    held = {(row["sheet_kind"], row["heading"]): row for row in plan.known.rows["heading_mapping"]}
    for column in plan.columns:
        key = kinds[column.sheet], heading_key(column.heading)[:300]
        if column.how is not How.CHOSEN or not key[1]:
            continue
        if key not in held:
            door.add(mapping.record, sheet_kind=key[0], heading=key[1], target=column.target or LEFT_OUT_WORD)
            held[key] = {"sheet_kind": key[0], "heading": key[1], "target": column.target, "id": 0}
        elif held[key]["id"] and held[key]["target"] != (column.target or LEFT_OUT_WORD):
            door.update(mapping.record, held[key]["id"], target=column.target or LEFT_OUT_WORD)
