"""What the last page says about the file itself: its signature and what that shows, and its fingerprints.

Page 2 names the register, the day, and the journal's last hash.

A key that the program made shows that nothing changed, and not who signed; the words keep to that, and claim no more for a
certificate that somebody else issued than that it is named here.
"""

from dataclasses import replace

from risk_register.reports.content import OwnDigest, ReportContent, Seal, Section
from risk_register.reports.embedding.deflated import Deflated
from risk_register.reports.embedding.document import FILE_NAME
from risk_register.texts import Language, tr

_LONGEST_NAME = 120


def with_integrity(content: ReportContent, facts: Deflated) -> ReportContent:
    """The same content with these words as its last. `facts` is the JSON that the file will hold."""
    said = (_signature(content.seal, content.language), _facts(facts, content.language))
    own = tr(content.language, "SHA-256 of this file as it was before it was signed, reckoned with 64 zeros in the place of these "
                               "64 characters:")
    block = OwnDigest(tr(content.language, "Integrity of this file"), "\n".join((*said, own)))
    *before, last = content.sections
    if last.sections:
        return replace(content, sections=(*before, replace(last, sections=(*last.sections[:-1], _ended(last.sections[-1], block)))))
    return replace(content, sections=(*before, _ended(last, block)))


def _ended(section: Section, block: OwnDigest) -> Section:
    return replace(section, blocks=(*section.blocks, block))


def _signature(seal: Seal | None, language: Language) -> str:
    if seal is None:
        return tr(language, "This file was made without a signature. The fingerprints show that its parts belong together, not who "
                            "made it: whoever changes it can reckon them anew.")
    if seal.own:
        said = tr(language, "This file is signed with a key that this program made for {holder}. The signature shows whether any "
                            "byte changed since. It does not show who signed, for anybody can make such a key, and its time is "
                            "what the clock of the computer said. SHA-256 of the key's certificate, to compare with the one that "
                            "the organisation hands out:", holder=_short(seal.holder))
    else:
        said = tr(language, "This file is signed with the certificate of {holder}, issued by {issuer}. The signature shows whether "
                            "any byte changed since. Whether the issuer is to be trusted was not checked, and its time is what the "
                            "clock of the computer said unless it holds a time-stamp token. SHA-256 of the certificate:",
                  holder=_short(seal.holder), issuer=_short(seal.issuer))
    return f"{said}\n{seal.certificate_sha256}"


def _facts(facts: Deflated, language: Language) -> str:
    said = tr(language, "This file holds the content of this report, and the facts that its scores rest on, as JSON ({file}). "
                        "SHA-256 of that JSON:", file=FILE_NAME)
    return f"{said}\n{facts.sha256}"


def _short(name: str) -> str:
    """A name on one line; these words must fit a page."""
    flat = " ".join(name.split())
    return flat if len(flat) <= _LONGEST_NAME else f"{flat[:_LONGEST_NAME]}…"
