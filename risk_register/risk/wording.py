"""Several sentences as one value of another, in the language of whoever reads it."""

from dataclasses import dataclass

from risk_register.texts import Language, Text, listed


@dataclass(frozen=True, slots=True)
class Listed:
    """Texts that are listed in one phrase."""

    texts: tuple[Text, ...]

    def label(self, language: Language) -> str:
        """'a, b and c', 'a, b et c'."""
        return listed([text.render(language) for text in self.texts], language)
