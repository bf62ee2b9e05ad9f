"""The address of a time-stamp authority: looked at before anything is signed, so that a slip is not found out afterwards."""

from urllib.parse import urlsplit

from risk_register.errors import RegisterError


def refuse_no_address(address: str) -> None:
    """Raises `RegisterError` for what is no address that can be asked over the network; '' asks nobody, and is fine."""
    if address and not _is_address(address):
        raise RegisterError("'{address}' is no address of a time-stamp authority; it begins with http:// or https://.",
                            address=address)


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and parts.scheme in ("http", "https") and address.isascii() and address.isprintable() and " " not in address
