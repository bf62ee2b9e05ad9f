"""A register as it was known at the end of a day, for whoever asks with a day or without."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.operations.vendors import UnknownVendor, find_vendor
from risk_register.store import Register

_VENDOR = BY_RECORD[Vendor].table


@contextmanager
def looking_back(register: Register, as_of: date | None, *, or_ahead: bool = False) -> Iterator[Register]:
    """The register itself, or as it was known at the end of a day.

    A day that is not over yet shows the register as it is now; so does one to come with `or_ahead`, without which it raises
    `RegisterError`: a judgement may be made ahead, but nobody signs what will be known.
    """
    ahead = as_of is not None and register.day is None and as_of > register.today()
    if ahead and not or_ahead:
        raise RegisterError("{day} has not come yet: what the register will know then, nobody can say. Choose a day up to today.",
                            day=as_of)
    if ahead or as_of is None or as_of == (register.day or register.today()):
        yield register
        return
    with register.as_of(as_of) as past:
        yield past


def find_vendor_then(register: Register, past: Register, named: str) -> int:
    """As `find_vendor`, in a look back: the vendor by the name it had then, else by the one it has today.

    Raises `RegisterError` where the register held no such vendor then.
    """
    try:
        return find_vendor(past, named)
    except UnknownVendor:
        if past is register:
            raise
        vendor_id = find_vendor(register, named)
        with past.read() as connection:
            if connection.execute(select(_VENDOR.c.id).where(_VENDOR.c.id == vendor_id)).scalar() is None:
                raise
        return vendor_id
