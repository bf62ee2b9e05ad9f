"""The vendor's supply chain as a picture: from us through the vendor to those whom it uses."""

from risk_register.reports.content import Block, Prose, Section, Tone
from risk_register.reports.dossier.inputs import DossierInputs
from risk_register.reports.supply_chain.picture import MOST_BELOW_EACH_OTHER, MOST_RANKS, chain_map
from risk_register.texts import Language, tr


def supply_chain(inputs: DossierInputs, language: Language) -> tuple[Section, ...]:
    """The map, how to read it, and what is left out of it; no section where the chain was not read."""
    chain, vendor = inputs.chain, inputs.facts.vendor.id
    if chain is None or vendor not in chain.parties:
        return ()
    picture, left_out = chain_map(chain, vendor, inputs.assessment.level, language)
    if all(line.kind == "bare" for line in picture.lines):
        blocks: tuple[Block, ...] = (Prose(tr(language, "No data flow and no subcontractor is recorded."), Tone.NOTE),)
        return (Section("supply_chain", tr(language, "Supply chain"), blocks),)
    said = tr(
        language,
        "Full lines are data flows, their arrowheads at who receives; dashed lines lead to a subcontractor, dotted ones stand "
        "for a relation without a recorded flow. On a line: the first category of data and how many more, and the countries.",
    )
    blocks = (Prose(said, Tone.MUTED), picture)
    if left_out:
        words = tr(
            language,
            "Left out of the picture for want of room: {count}. It shows at most {rows} parties of a rank and {ranks} ranks, those "
            "that support a critical or important function first. The list of subcontractors has all that the vendor itself uses.",
            count=left_out, rows=MOST_BELOW_EACH_OTHER, ranks=MOST_RANKS,
        )
        blocks = (*blocks, Prose(words, Tone.NOTE))
    return (Section("supply_chain", tr(language, "Supply chain"), blocks),)
