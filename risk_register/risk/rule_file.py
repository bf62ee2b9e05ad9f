"""Reading a file of rules key by key: each wrong, missing or unknown entry is named with its line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NoReturn

from risk_register.errors import RegisterError
from risk_register.risk.method import Words
from risk_register.risk.toml_places import TomlText
from risk_register.texts import Text

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,12}|/([0-9]{1,12}))?")
_AT_LINE = re.compile(r"\(at line ([0-9]+), column [0-9]+\)")


class RuleError(RegisterError):
    """One key of a file of rules is wrong: `key` says which, and `problem` what is wrong with it."""

    def __init__(self, name: str, line: int, key: str, problem: Text) -> None:
        super().__init__("The method '{method}', line {line}, key '{key}': {problem}. Correct the file and load it again.",
                         method=name, line=line, key=key, problem=problem)
        self.key = key
        self.problem = problem


class RuleFile:
    """One file of rules. Every reader raises `RegisterError` naming the key and its line."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self._read: set[str] = set()
        try:
            self._values: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        except (ValueError, RecursionError) as problem:  # a number of thousands of digits, and thousands of brackets
            raise _unreadable(name, problem) from None

    def fail(self, path: str, problem: Text) -> NoReturn:
        """Refuse the file because of one key."""
        raise RuleError(self.name, line_of(self.text, path), path, problem)

    def value(self, path: str) -> Any:
        """The plain value at a dotted path."""
        value: Any = self._values
        for part in path.split("."):
            if not isinstance(value, dict) or part not in value:
                self.fail(path, Text("it is missing"))
            value = value[part]
        self._read.add(path)
        return value

    def has(self, path: str) -> bool:
        """Whether the file says anything at a dotted path."""
        value: Any = self._values
        for part in path.split("."):
            if not isinstance(value, dict) or part not in value:
                return False
            value = value[part]
        return True

    def choice(self, path: str, words: tuple[str, ...], default: str) -> str:
        """One of a few words; the default where the file does not say, as files older than the key do not."""
        if not self.has(path):
            return default
        if (word := self.string(path)) not in words:
            self.fail(path, Text("'{word}' is not a word this program knows", word=word))
        return word

    def string(self, path: str) -> str:
        """A text that is not blank."""
        value = self.value(path)
        if not isinstance(value, str) or not value.strip():
            self.fail(path, Text("a text is expected"))
        return value

    def line(self, path: str, most: int) -> str:
        """A short text on one line."""
        value = self.string(path)
        if len(value) > most or not value.isprintable():
            self.fail(path, Text("one line of at most {most} letters is expected", most=most))
        return value

    def strings(self, path: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.value(path)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.fail(path, Text("a list of texts is expected"))
        return tuple(value)

    def words(self, path: str) -> Words:
        """A sentence in both languages."""
        return Words(self.string(f"{path}.en"), self.string(f"{path}.fr"))

    def whole(self, path: str, least: int, most: int) -> int:
        """A whole number within limits."""
        return self._whole(path, self.value(path), least, most)

    def wholes(self, path: str, least: int, most: int, count: int) -> tuple[int, ...]:
        """So many whole numbers within limits, none lower than the one before."""
        value = self.value(path)
        if not isinstance(value, list) or len(value) != count:
            self.fail(path, Text("a list of {count} numbers is expected", count=count))
        numbers = tuple(self._whole(path, entry, least, most) for entry in value)
        if list(numbers) != sorted(numbers):
            self.fail(path, Text("the numbers must rise"))
        return numbers

    def exacts(self, path: str, least: int, most: int, count: int) -> tuple[Fraction, ...]:
        """So many numbers within limits, each above the one before."""
        value = self.value(path)
        if not isinstance(value, list) or len(value) != count:
            self.fail(path, Text("a list of {count} numbers is expected", count=count))
        numbers = tuple(self._exact(path, entry, least, most) for entry in value)
        if any(lower >= upper for lower, upper in pairwise(numbers)):
            self.fail(path, Text("the numbers must rise"))
        return numbers

    def exact(self, path: str, least: int, most: int) -> Fraction:
        """A number within limits, written as 0.9, as 2 or as "10/3"."""
        return self._exact(path, self.value(path), least, most)

    def _exact(self, path: str, value: Any, least: int, most: int) -> Fraction:
        number = exact_number(value)
        if number is None:
            self.fail(path, Text("a number is expected"))
        if not least <= number <= most:
            self.fail(path, Text("it must lie between {least} and {most}", least=least, most=most))
        return number

    def table(self, path: str, least: int, most: int, words: Iterable[str], *, every: bool) -> dict[str, int]:
        """Whole numbers by words of a vocabulary: only known words, and where `every` holds, all of them."""
        value = self.keys(path, words, every=every)
        return {word: self._whole(f"{path}.{word}", entry, least, most) for word, entry in value.items()}

    def keys(self, path: str, words: Iterable[str], *, every: bool) -> Mapping[str, Any]:
        """A table whose keys are words of a vocabulary: only known ones, and where `every` holds, all of them."""
        value = self.value(path)
        if not isinstance(value, dict):
            self.fail(path, Text("a table is expected"))
        known = list(words)
        for word in value:
            if word not in known:
                self.fail(f"{path}.{word}", Text("'{word}' is not a word this program knows", word=word))
        if every and (absent := [word for word in known if word not in value]):
            self.fail(path, Text("'{word}' is missing", word=str(absent[0])))
        return value

    def known_words(self, path: str, words: Iterable[str]) -> tuple[str, ...]:
        """A list of words of a vocabulary."""
        known = set(words)
        for word in (listed := self.strings(path)):
            if word not in known:
                self.fail(path, Text("'{word}' is not a word this program knows", word=word))
        return listed

    def refuse_unread(self) -> None:
        """Refuse the file if it holds a key that nothing asked for: a misspelt one would be silently without effect."""
        for path in _leaves(self._values):
            if not any(path == read or path.startswith(read + ".") for read in self._read):
                self.fail(path, Text("it is not a key of a method"))

    def _whole(self, path: str, value: Any, least: int, most: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(path, Text("a whole number is expected"))
        if not least <= value <= most:
            self.fail(path, Text("it must lie between {least} and {most}", least=least, most=most))
        return value


def exact_number(value: Any) -> Fraction | None:
    """A number as a file may write it, exactly: 0.9, 2 or "10/3"; None for anything else, and for more digits than any rule has."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        return None
    written = _NUMBER.fullmatch(str(value).strip())
    return Fraction(written[0]) if written and Fraction(written[1] or 1) else None


def _unreadable(name: str, problem: Exception) -> RegisterError:
    where = _AT_LINE.search(str(problem)) if isinstance(problem, tomllib.TOMLDecodeError) else None
    if where is None:
        return RegisterError("The method '{method}' is not readable TOML: {problem}. Correct the file and load it again.",
                             method=name, problem=str(problem) or type(problem).__name__)
    return RegisterError("The method '{method}', line {line}, is not readable TOML: {problem}. Correct the file and load it again.",
                         method=name, line=int(where[1]), problem=str(problem)[:where.start()].strip())


def line_of(text: str, path: str) -> int:
    """The line that holds a key, or else the table it would stand in (1 where neither is there)."""
    return TomlText(text).line_of(path)


def _leaves(values: Mapping[str, Any], prefix: str = "") -> Iterable[str]:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key
