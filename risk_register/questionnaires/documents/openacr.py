"""OpenACR: an accessibility conformance report (VPAT) as data. One answer for each component of each criterion."""

from functools import partial

from risk_register.intake.contents import Node, Tree
from risk_register.intake.values import Document, Source
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.components import Components
from risk_register.questionnaires.documents.gathering import Gathering, place_of, repeated_keys
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_CHAPTERS = "chapters"


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate where chapters hold criteria whose components have an adherence."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    criteria = [criterion for chapter in root[_CHAPTERS].pairs.values() for criterion in chapter["criteria"].items]
    known = sum(1 for criterion in criteria if criterion["num"].text and criterion["components"].items)
    if known < family.fewest_ids:
        return []
    catalog = root["catalog"].text
    reason = Text("{count} numbered criteria in {chapters} chapters, each with its components.", count=known,
                  chapters=len(root[_CHAPTERS].pairs))
    return [Candidate(family, 95, catalog, (), (reason,), partial(_read, source, family, catalog, reason))]


def _read(document: Document, family: Family, catalog: str, reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    root = document.content.root
    gathering.tell_all(root, but={_CHAPTERS})
    gathering.vendor_name = root["vendor"]["company_name"].text or root["author"]["company_name"].text
    gathering.product = root["product"]["name"].text
    gathering.completed = root["report_date"].text or root["last_modified_date"].text
    components = Components()
    for name, chapter in root[_CHAPTERS].pairs.items():
        gathering.tell_all(chapter, but={"criteria", "disabled"})
        if chapter["disabled"].text.casefold() == "true":
            count = sum(len(criterion["components"].items) for criterion in chapter["criteria"].items)
            gathering.leftovers.skip(Text("answers in chapters that the vendor declared disabled"), count)
            continue
        for criterion in chapter["criteria"].items:
            _take(gathering, criterion, name, components)
    repeated_keys(gathering)
    return gathering.read(catalog, root["title"].text or f"{family.title} {catalog}".strip(), (reason,))


def _take(gathering: Gathering, criterion: Node, chapter: str, components: Components) -> None:
    number = criterion["num"].text
    for component in criterion["components"].items:
        name = component["name"].text
        adherence = component["adherence"]
        level = adherence["level"]
        gathering.answer(
            number, level.text, place_of(component), question=f"{number} ({name})" if name else number,
            notes=adherence["notes"].text, section=chapter, domain=ControlDomain.ACCESSIBILITY, extra={"component": name},
            occurrence=components.occurrence(number, name))
        _leftovers(gathering, component, {"name", "adherence"})
        _leftovers(gathering, adherence, {"level", "notes"})
    _leftovers(gathering, criterion, {"num", "components"})


def _leftovers(gathering: Gathering, node: Node, known: set[str]) -> None:
    for key, child in node.pairs.items():
        if key not in known:
            for leaf in child.leaves():
                gathering.set_aside(place_of(leaf), leaf.text, Text("The format has no such key here."))
