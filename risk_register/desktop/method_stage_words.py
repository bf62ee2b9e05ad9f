"""The stages of a published method in words: the tables that risk is read off, or the criteria that a ratio is made of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from risk_register.desktop.help.texts import escaped
from risk_register.texts import Language, Text, listed, tr

STAGES = {
    "scale": Text("Levels of the tables"), "attempt": Text("Likelihood that something begins"),
    "harm": Text("Likelihood that it does harm"), "impact": Text("Impact"),
    "overall": Text("Overall likelihood: rows by beginning, columns by harm"),
    "risk": Text("Risk: rows by overall likelihood, columns by impact"),
    "dependency": Text("Dependency"), "penetration": Text("Penetration"), "maturity": Text("Maturity"), "trust": Text("Trust"),
    "zone": Text("Zones of the threat level"),
}
_BASES = {"unknown": Text("What a record does not say"), "unassessed": Text("When a vendor is unassessed")}


def stage_lines(rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What a method has beside factors and controls, as Markdown; nothing for one that computes its figure."""
    stages = rules.get("matrix") or rules.get("ratio") or {}
    titles = {name: level["title"][language] for name, level in _titled(stages.get("scale", {}))}
    for name, stage in stages.items():
        yield from (f"## {escaped(STAGES[name].render(language)) if name in STAGES else escaped(name)}", "",
                    escaped(stage["why"][language]), "")
        yield from _rows_of(stage, titles, {word: factor["title"][language] for word, factor in rules["factor"].items()}, language)


def _rows_of(stage: Mapping[str, Any], titles: Mapping[str, str], factors: Mapping[str, str],
             language: Language) -> Iterator[str]:
    least = tr(language, "At least")
    if bands := _titled(stage):
        yield from _table((tr(language, "Band"), least, tr(language, "Figure of 0 to 100")),
                          [(band["title"][language], str(band["from"]), str(band.get("value", band.get("figure", ""))))
                           for _, band in bands])
    elif isinstance(stage.get("from"), Sequence):
        yield from _table((tr(language, "Value"), least),
                          [(str(value), str(mark)) for value, mark in enumerate(stage["from"], start=2)])
    elif "lost_at" in stage:
        yield from _table((tr(language, "Steps of trust lost"), tr(language, "From points")),
                          [(str(steps), str(points)) for steps, points in enumerate(stage["lost_at"], start=1)])
    elif "factors" in stage:
        mean = listed([factors[word] for word in stage["factors"]], language)
        yield from (escaped(tr(language, "{name}: {words}", name=tr(language, "Factors whose mean it is"), words=mean)), "")
    elif rows := [(word, stage[word]) for word in titles if word in stage]:
        yield from _table(("", *titles.values()), [(titles[word], *(titles[each] for each in row)) for word, row in rows])


def basis_lines(rules: Mapping[str, Any], language: Language) -> Iterator[str]:
    """How blanks count, and when there is no figure at all."""
    for name, heading in _BASES.items():
        if name in rules:
            yield from (f"### {escaped(heading.render(language))}", "", escaped(rules[name]["why"][language]), "")


def _titled(stage: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, level) for name, level in stage.items() if isinstance(level, Mapping) and "title" in level]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, heads))} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(map(escaped, row))} |" for row in rows)
    yield ""
