"""Boxes to tick among words: what was ticked is what was said."""

import re

TICKED, UNTICKED = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"
_BOX = re.compile(r"([☐□❏❑▢☒☑✅🗹🗵⮽])")
_UNTICKED = frozenset("☐□❏❑▢")
_DIVIDER = " ,;|/\t"
_LONGEST_CHOICE = 60
"""Beside longer words an empty box is a bullet of a list."""


def without_boxes(text: str) -> str:
    """The text where it has no boxes; else the words beside the ticked ones, and whatever was written around them.

    '☐ Yes ☒ No' is 'No', 'Yes ☐ No ☒' too; with nothing ticked it is ''. A ticked box with no words stays a mark.
    """
    before, chosen = apart(text)
    if chosen is None or before.endswith(":"):
        return before if chosen is None else chosen
    return f"{before} {chosen}".strip()


def apart(text: str) -> tuple[str, str | None]:
    """What stands before the first box, and what was ticked with the lines after; None where there are no boxes."""
    text = text.strip()
    if not _BOX.search(text) or _is_list(text):
        return text, None
    before = ""
    lines: list[str] = []
    for line in text.splitlines():
        fixed, chosen = _line(line)
        if chosen is None and not lines:
            before = f"{before}\n{fixed}"
        elif chosen is None:
            lines.append(fixed)
        else:
            before = before if lines or not fixed else f"{before}\n{fixed}"
            lines.append(chosen)
    return before.strip(), "\n".join(line for line in lines if line)


def _is_list(text: str) -> bool:
    parts = _BOX.split(text)
    return all(box in _UNTICKED for box in parts[1::2]) and any(len(word) > _LONGEST_CHOICE for word in parts[2::2])


def _line(line: str) -> tuple[str, str | None]:
    parts = _BOX.split(line.strip())
    if len(parts) == 1:
        return line.strip(), None
    words, boxes = parts[::2], parts[1::2]
    leading = bool(words[0].strip(_DIVIDER)) and not words[-1].strip(_DIVIDER) and not words[0].rstrip().endswith((":", "?"))
    beside = words[:-1] if leading else words[1:]
    chosen = [word.strip(_DIVIDER) or box for word, box in zip(beside, boxes, strict=True) if box not in _UNTICKED]
    return "" if leading else words[0].strip(), "; ".join(chosen)
