"""What the window can do now, found by its words: every menu entry that is enabled, with its key."""

from PySide6.QtGui import QAction, QKeySequence

from risk_register.desktop.actions import Actions
from risk_register.desktop.find.entries import Entry
from risk_register.model.names import fold_accents

MOST = 6


def plain_words(action: QAction) -> str:
    """A menu entry's words without the mark of its letter and without dots."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def key_of(action: QAction) -> str:
    """Its shortcut as the system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def everything(actions: Actions) -> list[QAction]:
    """All menu entries that can be chosen now, languages included."""
    found = [actions[verb.name] for verb in actions.verbs if verb.name != "find_anything"]
    return [action for action in (*found, *actions.languages.values()) if action.isEnabled() and action.isVisible()]


def matching(actions: Actions, typed: str, most: int = MOST) -> list[tuple[int, Entry]]:
    """The entries that hold all the words typed, with how well: 0 begins so, 1 has words beginning so, 2 has them inside."""
    from risk_register.desktop.find.ranking import rank_of

    folded = fold_accents(typed)
    wanted = folded.split()
    found = []
    for action in everything(actions):
        words = plain_words(action)
        rank = rank_of(fold_accents(words), folded, wanted)
        if wanted and rank is not None:
            found.append((rank, Entry(words, key_of(action), action)))
    found.sort(key=lambda each: (each[0], fold_accents(each[1].name)))
    return found[:most]
