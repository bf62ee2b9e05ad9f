"""Rich text as Outlook keeps it in messages: unpacked [MS-OXRTFCP], and its words without its looks."""

import re
import struct

from risk_register.intake.refusals import Reason, Refused

_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx")
"""What the window of the packing begins with."""
WESTERN = "cp1252"
_WINDOW = 4096
_MOST = 20_000_000
"""Bytes that a message's text may unpack to."""
_PACKED, _PLAIN = b"LZFu", b"MELA"
_SILENT = frozenset({"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "xmlnstbl"})
_BREAKS = {"par": "\n", "line": "\n", "row": "\n", "tab": "\t", "cell": "\t", "bullet": "•", "emdash": "—", "endash": "–",
           "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}
_TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|([^\\{}]+)|\\", re.DOTALL)


def unpacked(data: bytes) -> bytes:
    """The rich text of a packed stream. Raises `Refused` where it is damaged."""
    if len(data) < 16:
        raise Refused(Reason.DAMAGED)
    size, raw_size, kind = struct.unpack("<II4s", data[:12])
    body = data[16:4 + size]
    if kind == _PLAIN:
        return body[:raw_size]
    if kind != _PACKED or raw_size > _MOST:
        raise Refused(Reason.DAMAGED)
    return _unpacked(body, raw_size)


def _unpacked(body: bytes, raw_size: int) -> bytes:
    """Literal bytes and references into a window of 4096 bytes, eight of either to a byte that says which."""
    window, write, out, read = bytearray(_WINDOW), len(_START), bytearray(), 0
    window[:len(_START)] = _START
    while read < len(body) and len(out) < raw_size:
        flags, read = body[read], read + 1
        for bit in range(8):
            if read >= len(body) or len(out) >= raw_size:
                break
            if not flags >> bit & 1:
                piece, read = body[read:read + 1], read + 1
            elif read + 1 < len(body):
                found, read = int.from_bytes(body[read:read + 2], "big"), read + 2
                start, length = found >> 4, (found & 0xF) + 2
                if start == write % _WINDOW:
                    return bytes(out[:raw_size])
                piece = b""
                for step in range(length):
                    one = window[(start + step) % _WINDOW:(start + step) % _WINDOW + 1]
                    piece += one
                    window[write % _WINDOW:write % _WINDOW + 1] = one
                    write += 1
                out += piece
                continue
            else:
                return bytes(out[:raw_size])
            out += piece
            window[write % _WINDOW:write % _WINDOW + 1] = piece
            write += 1
    return bytes(out[:raw_size])


def plain(data: bytes) -> str:
    """The words of rich text; of a page kept inside it, the words that it shows."""
    text = data.decode("latin-1")
    found = re.search(r"\\ansicpg(\d+)", text)
    return _Words(known_codec(f"cp{found[1]}" if found else WESTERN)).of(text)


def known_codec(name: str) -> str:
    """The codec of that name where Python has it; else that of western Windows."""
    try:
        "".encode(name)
    except LookupError:
        return WESTERN
    return name


class _Words:
    """Goes through the marks of rich text and keeps its words."""

    def __init__(self, codec: str) -> None:
        self._codec = codec
        self._parts: list[str] = []
        self._silent = [False]
        self._hidden = False  # between \htmlrtf and \htmlrtf0: looks for readers that know no HTML
        self._fallback, self._skip = 1, 0

    def of(self, text: str) -> str:
        for match in _TOKEN.finditer(text):
            word, number, code, sign, brace, words = match.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, number)
            elif code:
                self._say(bytes([int(code, 16)]).decode(self._codec, "replace"))
            elif sign:
                self._sign(sign)
            elif words:
                self._say(re.sub(r"[\r\n]", "", words))
        return "".join(self._parts)

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self._silent.append(self._silent[-1])
        elif len(self._silent) > 1:
            self._silent.pop()

    def _word(self, word: str, number: str | None) -> None:
        if word in _SILENT:
            self._silent[-1] = True
        elif word == "htmlrtf":
            self._hidden = number != "0"
        elif word == "uc":
            self._fallback = int(number or 1)
        elif word == "u" and number:
            self._say(chr(int(number) % 65_536))
            self._skip = self._fallback
        elif word in _BREAKS:
            self._say(_BREAKS[word])

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._silent[-1] = True
        elif sign in "\\{}":
            self._say(sign)
        elif sign == "~":
            self._say("\N{NO-BREAK SPACE}")
        elif sign in "\r\n":
            self._say("\n")

    def _say(self, words: str) -> None:
        if self._skip:  # what stands for a character that older readers do not know
            skipped = min(self._skip, len(words))
            words, self._skip = words[skipped:], self._skip - skipped
        if words and not self._silent[-1] and not self._hidden:
            self._parts.append(words)
