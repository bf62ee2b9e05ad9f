"""The help's texts as Markdown: read from `resources/help/`, with the keys that are in force, and searched."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from risk_register import resources
from risk_register.model.names import fold_accents
from risk_register.texts import Language, tr

CONTENTS, GLOSSARY, KEYBOARD = "contents", "glossary", "keyboard"
ENDING = ".md"
_KEY = re.compile(r"\{key:([a-z_]+)\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_#`]+|^[-\d.]+ ", re.MULTILINE)
_MARKED = re.compile(r"([\\`*_{}\[\]<>#+|])")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary: in the reader's language and in the other, what it means, where it comes from."""

    name: str
    other: str
    means: str
    source: str


def page_names(language: Language) -> list[str]:
    """The pages that are written in that language, without the glossary and the keys, which are made."""
    return [name.removesuffix(ENDING) for name in resources.names("help", language, ending=ENDING)]


def page(name: str, language: Language, key: Callable[[str], str]) -> str:
    """A page's Markdown. `key` gives the shortcut of a menu entry, '' where it has none."""
    text = resources.read_text("help", language, f"{name}{ENDING}")
    return _KEY.sub(lambda found: _shown(key(found[1]), language), text)


def _shown(keys: str, language: Language) -> str:
    return f"**{keys}**" if keys else tr(language, "the menu")


def title_of(markdown: str) -> str:
    """A page's first heading."""
    return markdown.lstrip().split("\n", 1)[0].lstrip("# ").strip()


def terms(language: Language) -> list[Term]:
    """The glossary, sorted by the reader's own words."""
    other: Language = "en" if language == "fr" else "fr"
    found = [Term(each["name"][language], each["name"][other], each["means"][language], each["source"][language])
             for each in _entries()]
    return sorted(found, key=lambda term: fold_accents(term.name))


def _entries() -> Iterable[dict[str, Any]]:
    entries: list[dict[str, Any]] = resources.read_toml("help", "glossary.toml")["term"]
    return entries


def glossary(language: Language, words: str = "") -> str:
    """The glossary as Markdown: all of it, or the terms that hold all the words typed."""
    wanted = fold_accents(words).split()
    lines = [f"# {tr(language, 'Glossary')}", ""]
    for term in terms(language):
        if all(word in fold_accents(f"{term.name} {term.other} {term.means}") for word in wanted):
            lines += _term_lines(term, language)
    return "\n".join(lines)


def _term_lines(term: Term, language: Language) -> list[str]:
    other = tr(language, "in French: {words}", words=term.other) if language == "en" else tr(
        language, "in English: {words}", words=term.other)
    source = tr(language, "Source: {source}", source=term.source)
    return [f"**{escaped(term.name)}** ({escaped(other)})  ", f"{escaped(term.means)}  ", f"*{escaped(source)}*", ""]


def keyboard(language: Language, groups: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> str:
    """All keys as Markdown: (menu, ((entry, key), …)) as the menus have them."""
    lines = [f"# {tr(language, 'Keyboard')}", "", tr(
        language, "Every menu entry can be reached with Alt and the underlined letter. These have a key of their own:"), ""]
    everywhere = (tr(language, "Everywhere"), _everywhere(language))
    for menu, entries in (*groups, everywhere):
        lines += [f"## {escaped(menu)}", "", f"| {tr(language, 'Key')} | {tr(language, 'What it does')} |", "| --- | --- |"]
        lines += [f"| **{escaped(key)}** | {escaped(words)} |" for words, key in entries]
        lines.append("")
    return "\n".join(lines)


def _everywhere(language: Language) -> list[tuple[str, str]]:
    return [
        (tr(language, "Goes to the next field or list, in the order in which one reads"), "Tab"),
        (tr(language, "Opens the record on which one stands"), tr(language, "Enter")),
        (tr(language, "Empties a filter, leaves a cell, closes a dialog"), tr(language, "Escape")),
        (tr(language, "Goes from a filter into its list"), tr(language, "Down")),
    ]


def found(words: str, language: Language, key: Callable[[str], str]) -> str:
    """The pages and terms that hold all the words typed, as Markdown with links; pages whose title fits come first."""
    wanted = fold_accents(words).split()
    pages = []
    for name in page_names(language):
        text = page(name, language, key)
        folded, title = fold_accents(plain(text)), title_of(text)
        if name != CONTENTS and all(word in folded for word in wanted):
            pages.append((not all(word in fold_accents(title) for word in wanted), title, name))
    fitting = [term for term in terms(language)
               if all(word in fold_accents(f"{term.name} {term.other} {term.means}") for word in wanted)]
    if not pages and not fitting:
        return tr(language, "Nothing in the help holds these words.")
    lines = [f"- [{title}]({name}{ENDING})" for _, title, name in sorted(pages)]
    if fitting:
        lines += ["", f"## {tr(language, 'Glossary')}", ""]
        for term in fitting[:_MOST]:
            lines += _term_lines(term, language)
    return "\n".join(lines)


def plain(markdown: str) -> str:
    """A page's words without marks and link targets."""
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def links(markdown: str) -> list[str]:
    """What a page's links lead to."""
    return re.findall(r"\]\(([^)]*)\)", markdown)


def escaped(words: str) -> str:
    """Words that Markdown takes for nothing else."""
    return _MARKED.sub(r"\\\1", words)
