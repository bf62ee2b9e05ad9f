"""A private key under a passphrase: Argon2id (RFC 9106), or scrypt (RFC 7914) where this computer's library lacks it; AES-256-GCM.

What is stored says with which costs it was made, so that they can grow; what a file may ask for is bounded.
"""

import base64
import json
import os
import unicodedata

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from risk_register.errors import RegisterError

SHORTEST = 12
"""Characters of a passphrase: a copy of the register can be tried out for as long as somebody likes."""
_ARGON2 = {"iterations": 3, "lanes": 4, "memory_kib": 64 * 1024}
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_MOST = {"iterations": 20, "lanes": 16, "memory_kib": 1024 * 1024, "n": 2**20, "r": 32, "p": 16}
_MOST_MEMORY = 2**30


class WrongPassphrase(RegisterError):
    """The passphrase does not open the key."""


def wrap(secret: bytes, passphrase: str, purpose: bytes) -> bytes:
    """The secret under the passphrase, bound to its purpose. Raises `RegisterError` for a passphrase that is too short."""
    if len(passphrase.strip()) < SHORTEST:
        raise RegisterError("A passphrase needs {count} characters or more: who has a copy of the register can try as long as they "
                            "like. Several words do well.", count=SHORTEST)
    salt, nonce = os.urandom(16), os.urandom(12)
    kdf, costs = _best()
    sealed = AESGCM(_derived(kdf, passphrase, salt, costs)).encrypt(nonce, secret, purpose)
    return json.dumps({"kdf": kdf, **costs, "salt": _text(salt), "nonce": _text(nonce), "sealed": _text(sealed)}).encode()


def unwrap(wrapped: bytes, passphrase: str, purpose: bytes) -> bytes:
    """The secret. Raises `WrongPassphrase`, and `RegisterError` where what is stored is no such thing."""
    try:
        told = json.loads(wrapped)
        kdf = told["kdf"]
        costs = {name: int(told[name]) for name in (_ARGON2 if kdf == "argon2id" else _SCRYPT)}
        salt, nonce, sealed = (base64.b64decode(told[name], validate=True) for name in ("salt", "nonce", "sealed"))
        _refuse_beyond_bounds(costs)
        return AESGCM(_derived(kdf, passphrase, salt, costs)).decrypt(nonce, sealed, purpose)
    except InvalidTag:
        raise WrongPassphrase("The passphrase does not open the key. Nothing was signed. Try again; a forgotten passphrase cannot "
                              "be recovered, but a new key can be made.") from None
    except UnsupportedAlgorithm:
        raise RegisterError("This computer's cryptographic library lacks Argon2id, with which the key was wrapped. Use a newer "
                            "one, or make a key here.") from None
    except (ValueError, KeyError, TypeError):
        raise damaged() from None


def damaged() -> RegisterError:
    """The refusal of a kept key that can no longer be read."""
    return RegisterError("The key in the register is damaged and cannot be opened. Forget it, then make or bring in another.")


def _refuse_beyond_bounds(costs: dict[str, int]) -> None:
    if any(not 0 < cost <= _MOST[name] for name, cost in costs.items()) or _memory(costs) > _MOST_MEMORY:
        raise ValueError(costs)


def _best() -> tuple[str, dict[str, int]]:
    try:
        _derived("argon2id", "", os.urandom(16), {"iterations": 1, "lanes": 1, "memory_kib": 8})
    except UnsupportedAlgorithm:
        return "scrypt", _SCRYPT
    return "argon2id", _ARGON2


def _derived(kdf: str, passphrase: str, salt: bytes, costs: dict[str, int]) -> bytes:
    # Keyboards and systems compose accents differently; the same words must give the same key everywhere.
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    if kdf == "argon2id":
        return Argon2id(salt=salt, length=32, iterations=costs["iterations"], lanes=costs["lanes"],
                        memory_cost=costs["memory_kib"]).derive(words)
    return Scrypt(salt=salt, length=32, n=costs["n"], r=costs["r"], p=costs["p"]).derive(words)


def _memory(costs: dict[str, int]) -> int:
    return costs["memory_kib"] * 1024 if "memory_kib" in costs else 128 * costs["n"] * costs["r"]


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
