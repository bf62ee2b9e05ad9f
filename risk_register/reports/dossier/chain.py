"""The vendor's supply chain as a picture and in words: from us through the vendor to those whom it uses."""

from risk_register.reports.audiences import Matter
from risk_register.reports.content import Block, Prose, Section, Tone
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.supply_chain.picture import MOST_BELOW_EACH_OTHER, MOST_RANKS, chain_map
from risk_register.risk.supply_chain import Step, SupplyChain, chain_of
from risk_register.texts import Language, tr

_MOST_IN_WORDS = 60
"""Parties below the vendor that are named in words; as many more make a page that nobody reads."""


def supply_chain(inputs: DossierInputs, language: Language) -> tuple[Section, ...]:
    """The map, how to read it, and what is left out of it; no section where the chain was not read."""
    chain, vendor = inputs.chain, inputs.facts.vendor.id
    if chain is None or vendor not in chain.parties:
        return ()
    picture, left_out = chain_map(chain, vendor, inputs.assessment.level if inputs.tells(Matter.SCORE) else None, language)
    steps = chain_of(chain, vendor)
    if all(line.kind == "bare" for line in picture.lines):
        words = _in_words(chain, steps, language) if steps else tr(language, "No data flow and no subcontractor is recorded.")
        return (Section("supply_chain", tr(language, "Supply chain"), (Prose(words, Tone.PLAIN if steps else Tone.NOTE),)),)
    said = tr(
        language,
        "Full lines are data flows, their arrowheads at who receives; dashed lines lead to a subcontractor, dotted ones stand "
        "for a relation without a recorded flow. On a line: the first category of data and how many more, and the countries.",
    )
    blocks: tuple[Block, ...] = (Prose(said, Tone.MUTED), picture)
    if steps:
        blocks = (*blocks, Prose(_in_words(chain, steps, language)))
    if left_out:
        words = tr(
            language,
            "Left out of the picture for want of room: {count}. It shows at most {rows} parties of a rank and {ranks} ranks, those "
            "that support a critical or important function first. The list of subcontractors has all that the vendor itself uses.",
            count=left_out, rows=MOST_BELOW_EACH_OTHER, ranks=MOST_RANKS,
        )
        blocks = (*blocks, Prose(words, Tone.NOTE))
    return (Section("supply_chain", tr(language, "Supply chain"), blocks),)


def _in_words(chain: SupplyChain, steps: tuple[Step, ...], language: Language) -> str:
    """Everybody below the vendor, each once, with through whom and where the chain closes a circle."""
    named = "; ".join(_party(chain, step, language) for step in steps[:_MOST_IN_WORDS])
    more = len(steps) - _MOST_IN_WORDS
    if more > 0:
        named = tr(language, "{names} and {count} more", names=named, count=more)
    return tr(language, "Below it, directly or through others: {names}.", names=named)


def _party(chain: SupplyChain, step: Step, language: Language) -> str:
    name = chain.name(step.party)
    through = tr(language, "through {name}", name=chain.name(step.provider)) if step.rank > 1 else ""
    back = ", ".join(chain.name(party) for party in step.back_to)
    closes = tr(language, "back to {names}", names=back) if back else ""
    remarks = ", ".join(filter(None, (through, closes)))
    return f"{name} ({remarks})" if remarks else name
