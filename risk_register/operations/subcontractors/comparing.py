"""What a new list of subcontractors says otherwise than the one before: pure, so that it is shown before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from risk_register.model.matching import Matcher
from risk_register.operations.subcontractors.listing import Listed


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries of two lists beside each other."""

    added: tuple[Listed, ...]
    removed: tuple[Listed, ...]
    changed: tuple[tuple[Listed, Listed], ...]
    """Before and after, where purpose or countries differ; what the new list is silent about is no change."""
    same: tuple[Listed, ...]
    perhaps: tuple[tuple[Listed, Listed], ...]
    """An added entry and a removed one of nearly the same name: perhaps only renamed."""

    @property
    def alters(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def compare(before: Sequence[Listed], after: Sequence[Listed]) -> Comparison:
    """Entries are the same by name, capitals and spaces aside; near names are only pointed at."""
    known = Matcher((number, [entry.name], []) for number, entry in enumerate(before))
    found: dict[int, Listed] = {}
    added: list[Listed] = []
    for entry in after:
        number = known.exact(entry.name)
        if number is None or number in found:
            added.append(entry)
        else:
            found[number] = entry
    removed = [entry for number, entry in enumerate(before) if number not in found]
    pairs = [(before[number], entry) for number, entry in sorted(found.items())]
    gone = Matcher((number, [entry.name], []) for number, entry in enumerate(removed))
    perhaps = [(entry, removed[near[0][0]]) for entry in added if (near := gone.near(entry.name, 1))]
    return Comparison(tuple(added), tuple(removed), tuple(pair for pair in pairs if _differs(*pair)),
                      tuple(after for before, after in pairs if not _differs(before, after)), tuple(perhaps))


def _differs(before: Listed, after: Listed) -> bool:
    return bool((after.purpose and after.purpose != before.purpose)
                or (after.countries and set(after.countries) != set(before.countries)))
