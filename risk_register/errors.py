"""The refusals a person can act on."""

from typing import Any

from risk_register.texts import Language, Text


class RegisterError(Exception):
    """A refusal in one sentence for the person at the keyboard: what (file, place), why, and the way out.

    The window and the command line show the same words; the register is unchanged when it is raised.
    """

    def __init__(self, template: str, /, **values: Any) -> None:
        self.text = Text(template, **values)
        super().__init__(template)

    def render(self, language: Language) -> str:
        """The sentence in that language."""
        return self.text.render(language)

    def __str__(self) -> str:
        return self.text.render("en")


class NotARegister(RegisterError):
    """The file is there, but it is no register this program can open."""


class Damaged(NotARegister):
    """The file is a register of this program that can no longer be read."""


class HeldElsewhere(RegisterError):
    """Another program has the register open for writing, so nothing can be changed here."""


class Cancelled(RegisterError):
    """The person stopped the work; nothing of it was kept."""


class WrongUsage(RegisterError):
    """The command line lacks something that the command cannot do without."""
