"""Whether a registration number can be right, as far as its own form and check digits tell: no register is asked, offline.

LEI: ISO 17442 (20 characters, ISO 7064 mod 97-10). VAT: the rules of each member state. SIREN: Luhn, as INSEE assigns them.
EUID: Regulation (EU) 2021/1042, annex, point 9. D-U-N-S: nine digits.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from risk_register.model.vocabulary import IdentifierKind
from risk_register.texts import Text

LEI_LENGTH = 20
_SIREN_LENGTH = 9
_DUNS = re.compile(r"[0-9]{9}")
_EUID = re.compile(r"[A-Z]{2}[A-Z0-9-]+\.[A-Z0-9./_-]+(_[A-Z0-9])?")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_ALIKE = {"O": "0", "I": "1", "0": "O", "1": "I"}
_SET_APART: Mapping[str, str] = {IdentifierKind.VAT: " .-/", IdentifierKind.SIREN: " .-", IdentifierKind.DUNS: " -",
                                 IdentifierKind.LEI: " -"}
"""What people set between the groups of a number, which is no part of it."""


def normal_identifier(kind: str, value: str) -> str:
    """The number as it is stored and compared: trimmed, and in capitals without gaps where its kind has a form.

    A national number or a reference of ours stays digit for digit.
    """
    plain = unicodedata.normalize("NFKC", value).strip()
    if kind not in _CHECKS:
        return value.strip()
    gaps = _SET_APART.get(kind, "")
    return unicodedata.normalize("NFKC", "".join(letter for letter in plain.upper() if letter not in gaps and not letter.isspace()))


def problem_of_identifier(kind: str, value: str) -> Text | None:
    """What cannot be right about a number of that kind, as a sentence; None where nothing tells. It is made normal first."""
    number = normal_identifier(kind, value)
    check = _CHECKS.get(kind)
    return check(number) if check and number else None


def what_is_known(kind: str, value: str) -> Text | None:
    """What a right number does not tell: that an LEI is still in force. None for other kinds, and where it is wrong."""
    if kind != IdentifierKind.LEI or not value.strip() or problem_of_identifier(kind, value):
        return None
    return Text("Form and check digits are right. Whether this LEI is still active cannot be known offline.")


def _lei(number: str) -> Text | None:
    if len(number) != LEI_LENGTH:
        return Text("An LEI has 20 characters, this one has {count}.", count=len(number))
    if not number.isascii() or not number.isalnum():
        return Text("An LEI holds only letters from A to Z and digits.")
    if _LEI.fullmatch(number) and _mod_97(number):
        return None
    alike = next((other for other in _look_alikes(number) if _LEI.fullmatch(other) and _mod_97(other)), None)
    if alike is not None:
        return Text("The check digits of this LEI do not fit. With {value} they would: is a letter written for a digit, or a digit "
                    "for a letter?",
                    value=alike)
    return Text("The check digits of this LEI do not fit: at least one character is wrong (ISO 17442).")


def _look_alikes(number: str) -> Iterator[str]:
    for place, letter in enumerate(number):
        if letter in _ALIKE:
            yield f"{number[:place]}{_ALIKE[letter]}{number[place + 1:]}"


def _mod_97(number: str) -> bool:
    from stdnum.iso7064 import mod_97_10

    return bool(mod_97_10.is_valid(number))


def _vat(number: str) -> Text | None:
    from stdnum.eu import vat

    prefix = number[:2].lower().replace("el", "gr")
    if not number[:2].isalpha():
        return Text("A VAT number begins with the two letters of its country.")
    if prefix != "gr" and prefix not in vat.MEMBER_STATES:
        return None  # no member state's, whose rules would be known
    if vat.is_valid(number):
        return None
    return Text("This VAT number cannot be right: its length or its check digits do not fit the rules of {country}.",
                country=number[:2])


def _siren(number: str) -> Text | None:
    from stdnum import luhn

    if not (number.isascii() and number.isdigit()) or len(number) != _SIREN_LENGTH:
        return Text("A SIREN has nine digits.")
    return None if luhn.is_valid(number) else Text("The check digit of this SIREN does not fit: at least one digit is wrong.")


def _duns(number: str) -> Text | None:
    return None if _DUNS.fullmatch(number) else Text("A D-U-N-S number has nine digits.")


def _euid(number: str) -> Text | None:
    return None if _EUID.fullmatch(number) else Text(
        "An EUID is the country's two letters, the register, a full stop and the number, as in FRIS7501.123456789.")


_CHECKS: Mapping[str, Callable[[str], Text | None]] = MappingProxyType({
    IdentifierKind.LEI: _lei, IdentifierKind.VAT: _vat, IdentifierKind.SIREN: _siren, IdentifierKind.DUNS: _duns,
    IdentifierKind.EUID: _euid,
})
