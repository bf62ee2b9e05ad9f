"""What the words of a method's file are called."""

from collections.abc import Mapping
from typing import Any

from risk_register.model.vocabulary import ControlDomain, Criticality, DataCategory, Privilege, Reliance, Substitutability
from risk_register.texts import Language, Text

TERMS: Mapping[str, Any] = {
    "criticality": Criticality, "substitutability": Substitutability, "reliance": Reliance, "data": DataCategory,
    "access": Privilege,
}
ADDED = {"incidents": Text("Incidents"), "service_levels": Text("Missed service levels"), "clauses": Text("Missing clauses"),
          "findings": Text("Open findings")}
WORTH = {"word": Text("the vendor's word"), "document": Text("a document"), "certificate": Text("a certificate"),
          "report": Text("a report over a period")}


def label_of(vocabulary: Any, word: str, language: Language) -> str:
    """A word of a method's file by its label."""
    term = vocabulary.parse(word) if vocabulary is not None else None
    return term.label(language) if term is not None else word


def name_of_domain(word: str, language: Language) -> str:
    """A control domain as a method's file writes it, by its label."""
    found = next((domain for domain in ControlDomain if domain.name.lower() == word), None)
    return found.label(language) if found is not None else word
