"""NIST OSCAL in JSON or YAML: assessment results and system security plans as answers, catalogues as questions to send."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from risk_register.intake.contents import Node, Tree
from risk_register.intake.values import Document, Source
from risk_register.model.vocabulary import ControlDomain
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.documents.gathering import Gathering, domain_of, place_of, repeated_keys
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.reading import ReadQuestionnaire
from risk_register.texts import Text

_CATALOG, _RESULTS, _PLAN, _COMPONENTS = "catalog", "assessment-results", "system-security-plan", "component-definition"
_READ = ("findings", "observations", "risks", "title", "description")
_QUESTION = "question"
"""How the class of a control ends that is a question to the control around it."""
_CCM = re.compile(r"[A-Z&]{3}-\d{2}")


def candidates(source: Source, family: Family, /) -> list[Candidate]:
    """A candidate for a file whose one root is a model of OSCAL."""
    if not isinstance(source, Document) or not isinstance(source.content, Tree):
        return []
    root = source.content.root
    model = next((name for name in (_RESULTS, _PLAN, _COMPONENTS, _CATALOG) if root[name]["metadata"].pairs), None)
    if model is None:
        return []
    version = root[model]["metadata"]["oscal-version"].text
    reason = Text("An OSCAL {model}, version {version} of the format.", model=model, version=version or "–")
    return [Candidate(family, 95 if version else 85, version, (), (reason,), partial(_read, source, family, model, reason))]


def _read(document: Document, family: Family, model: str, reason: Text) -> ReadQuestionnaire:
    gathering = Gathering(document, family)
    body = document.content.root[model]
    metadata = body["metadata"]
    for key in ("title", "version", "published", "last-modified", "remarks"):
        gathering.tell(key, key, metadata[key].text, place_of(metadata[key]))
    for party in metadata["parties"].items:
        gathering.tell("party", party["type"].text or "party", party["name"].text, place_of(party))
    gathering.completed = (metadata["last-modified"].text or metadata["published"].text)[:10]
    {_CATALOG: _catalog, _RESULTS: _results, _PLAN: _plan, _COMPONENTS: _components}[model](gathering, body)
    repeated_keys(gathering)
    version = metadata["version"].text
    return gathering.read(version, metadata["title"].text or family.title, (reason,))


def _catalog(gathering: Gathering, body: Node) -> None:
    gathering.questions_only = Text("It is a catalogue of controls: questions to send, without a place for answers.")
    _controls(gathering, body, "")


def _controls(gathering: Gathering, group: Node, title: str) -> None:
    for inner in group["groups"].items:
        _controls(gathering, inner, inner["title"].text or title)
    for control in group["controls"].items:
        _control(gathering, control, title)


def _control(gathering: Gathering, control: Node, section: str) -> None:
    label = _label(control) or control["id"].text
    statement, guidance = _prose(control, "statement"), _prose(control, "guidance")
    nested = control["controls"].items
    links = [inner for inner in nested if not _belongs(inner, control)]
    asked = [inner for inner in nested if inner not in links and inner["class"].text.endswith(_QUESTION)]
    guidance = "\n".join(part for part in (guidance, *(_prose(inner, "statement") for inner in asked)) if part)
    title = control["title"].text
    gathering.answer(label, "", place_of(control), question="\n".join(part for part in (title, statement) if part), section=section,
                     domain=domain_of(title, section), guidance=guidance, extra=_links(links, gathering.family.data["standards"]))
    for inner in nested:
        if inner not in links and inner not in asked:
            _control(gathering, inner, section)


def _belongs(inner: Node, control: Node) -> bool:
    """Whether a control within another is its enhancement, as by its id; a control of another standard is a link to it."""
    return not inner["id"].text or inner["id"].text.startswith(control["id"].text)


def _links(links: list[Node], standards: Mapping[str, str]) -> dict[str, str]:
    """The controls of other standards that a control is mapped to, by standard; classes are spelt in several ways."""
    found: dict[str, list[str]] = {}
    for link in links:
        given = (link["class"].text or link["id"].text.partition("-")[2]).casefold().replace("_", "-")
        standard = next((name for beginning, name in standards.items() if given.startswith(beginning)), None)
        if standard is None:
            standard = standards["csa-ccm"] if _CCM.fullmatch(_label(link)) else given
        found.setdefault(standard, []).extend(_label(inner) or inner["id"].text for inner in link["controls"].items or (link,))
    return {standard: ", ".join(dict.fromkeys(labels)) for standard, labels in found.items()}


def _label(control: Node) -> str:
    return next((prop["value"].text for prop in control["props"].items if prop["name"].text == "label"), "")


def _prose(control: Node, name: str) -> str:
    return "\n".join(text for part in control["parts"].items if part["name"].text == name for text in _all_prose(part))


def _all_prose(part: Node) -> Iterator[str]:
    if part["prose"].text:
        label = _label(part)
        yield f"{label} {part['prose'].text}".strip()
    for inner in part["parts"].items:
        yield from _all_prose(inner)


def _results(gathering: Gathering, body: Node) -> None:
    beside = sum(1 for _ in body.leaves()) - sum(1 for _ in body["metadata"].leaves())
    for result in body["results"].items:
        beside -= sum(1 for key in _READ for _ in result[key].leaves())
        gathering.tell("description", "description", result["description"].text, place_of(result["description"]))
        observations = {item["uuid"].text: item for item in result["observations"].items}
        risks = {item["uuid"].text: item for item in result["risks"].items}
        told: set[str] = set()
        gathering.tell("result", "result", result["title"].text, place_of(result))
        gathering.completed = gathering.completed or result["end"].text[:10]
        for finding in result["findings"].items:
            _finding(gathering, finding, observations, risks, told, result["title"].text)
        for key, item in {**observations, **risks}.items():
            if key not in told:
                gathering.set_aside(place_of(item), _told(item), Text("No finding refers to it."))
    gathering.leftovers.skip(Text("values that say how the assessment was made"), beside)


def _finding(gathering: Gathering, finding: Node, observations: Mapping[str, Node], risks: Mapping[str, Node], told: set[str],
             section: str) -> None:
    target = finding["target"]
    status = target["status"]
    notes = [finding["description"].text, status["reason"].text, status["remarks"].text, finding["remarks"].text,
             target["description"].text]
    for key, known, of in (("related-observations", observations, "observation-uuid"), ("related-risks", risks, "risk-uuid"),
                           ("associated-risks", risks, "risk-uuid")):
        for related in finding[key].items:
            item = known.get(related[of].text)
            if item is not None:
                told.add(related[of].text)
                notes.append(_told(item))
    words = status["state"].text or status.text or finding["objective-status"]["status"].text
    implemented = target["implementation-status"]["state"].text
    aim = target["target-id"].text or target["id-ref"].text or finding["objective-status"]["objective-id"].text
    gathering.answer(aim or finding["uuid"].text, words, place_of(finding),
                     question=finding["title"].text or target["title"].text, section=section,
                     notes="\n".join(dict.fromkeys(note for note in notes if note)),
                     domain=_family_domain(gathering.family, aim),
                     extra={"implementation": implemented} if implemented else {})


def _told(item: Node) -> str:
    """An observation or a risk in its own words."""
    title, *rest = (item[key].text for key in ("title", "description", "statement", "remarks", "status"))
    return ": ".join(part for part in (title, "\n".join(part for part in rest if part)) if part)


def _plan(gathering: Gathering, body: Node) -> None:
    system = body["system-characteristics"]
    gathering.product = system["system-name"].text
    gathering.tell("system-name", "system-name", system["system-name"].text, place_of(system))
    gathering.tell("description", "description", system["description"].text, place_of(system))
    _requirements(gathering, body["control-implementation"], "")


def _components(gathering: Gathering, body: Node) -> None:
    for component in (*body["components"].items, *body["capabilities"].items):
        gathering.product = gathering.product or component["title"].text
        for implementation in component["control-implementations"].items:
            _requirements(gathering, implementation, component["title"].text)


def _requirements(gathering: Gathering, implementation: Node, section: str) -> None:
    """How far each control is put to work: its state where there is one, else what is written of it."""
    for requirement in implementation["implemented-requirements"].items:
        states = [node["state"].text for node in _within(requirement, "implementation-status")]
        states += [prop["value"].text for prop in requirement["props"].items if prop["name"].text == "implementation-status"]
        state = states[0] if len(set(states)) == 1 else "; ".join(dict.fromkeys(states))
        texts = [leaf.text for leaf in requirement.leaves() if leaf.key in ("description", "remarks", "prose")]
        control = requirement["control-id"].text
        gathering.answer(control, state or "\n".join(texts), place_of(requirement), notes="\n".join(texts) if state else "",
                         section=section, question=control, domain=_family_domain(gathering.family, control))


def _within(node: Node, key: str) -> Iterator[Node]:
    for name, child in node.pairs.items():
        if name == key:
            yield child
        yield from _within(child, key)
    for child in node.items:
        yield from _within(child, key)


def _family_domain(family: Family, control: str) -> ControlDomain:
    """By the two letters that begin the ids of NIST SP 800-53."""
    word = family.data["control_families"].get(control[:2].casefold())
    return ControlDomain.from_word(word) if word and control[2:3] == "-" else domain_of(control)
