"""What a starting window shows first, read with nothing heavier than the raw driver: the first items that need somebody.

They were kept when Today was read last; the worker reads all of it anew a moment later.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from risk_register.model.items import Item, unpacked
from risk_register.store import sqlite
from risk_register.texts import Text

_ITEMS = ("SELECT kind, words, noun, record_id, vendor_id, vendor, owner, due_on, due_at, detail, urgency "
          "FROM derived_item ORDER BY n")
_COUNTS = "SELECT value FROM derived_key WHERE name = 'items_counts'"
_VENDOR = "SELECT 1 FROM vendor LIMIT 1"


class FirstItems(NamedTuple):
    """The first items as they were kept, how many there were of each urgency, and whether there is any vendor."""

    items: list[Item]
    counts: Mapping[str, int] | None
    """None where Today was never read."""
    has_vendors: bool


def first_items(path: Path) -> FirstItems:
    """What was kept of Today. Raises `NotARegister` as opening would; of a register of an older version nothing was kept yet."""
    version = sqlite.check_file(path)
    try:
        with closing(sqlite.connect(path, "read")) as connection:
            has_vendors = connection.execute(_VENDOR).fetchone() is not None
            if version < sqlite.SCHEMA_VERSION:
                return FirstItems([], None, has_vendors)
            counts = connection.execute(_COUNTS).fetchone()
            found = [_item(values) for values in connection.execute(_ITEMS)]
    except sqlite3.Error as error:
        raise sqlite.explain(error, path) or sqlite.damaged(path) from None
    return FirstItems(found, None if counts is None else json.loads(counts[0]), has_vendors)


def _item(values: Any) -> Item:
    kind, words, noun, record_id, vendor_id, vendor, owner, due_on, due_at, detail, urgency = values
    noun, _, part = noun.partition("/")
    return Item(kind, unpacked(words) or Text("{words}", words=""), noun, record_id, vendor_id, vendor, owner,
                date.fromisoformat(due_on) if due_on else None, datetime.fromisoformat(due_at) if due_at else None,
                unpacked(detail), urgency, part)
