"""Bytes of a file → its text, in whatever encoding it is.

What decides, in this order: a byte order mark; the encoding that somebody told; UTF-8, where the
whole file is valid; then a detector (chardet) on a sample, whose answer must decode the whole file.
Where readings that differ are about as likely, the better one is taken and the doubt is told.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chardet import EncodingEra, detect_all

from reportsite.diagnostics import Place
from reportsite.files import line_of
from reportsite.importing.lines import CONTROL
from reportsite.importing.plausibility import Reading, is_put_aside, plainest
from reportsite.importing.result import ImportFault, OptionFault

# The longest first, since one begins with another (Unicode 16, section 23.8).
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "UTF-8-SIG"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
UTF_8 = "UTF-8"
# ISO 2022 is seven bits, so that it is valid UTF-8 too.
_SHIFT = (b"\x1b$", b"\x1b(")

# Text has none of these; a file of which one sign in fifty is a control character is no text.
_MOST_CONTROLS = 1 / 50

# With its halves exchanged, none of these is any of the others.
_SPACES = (" ", "\n", "\r", "\u3000", "\u3002")
_TIMES_THE_OTHER = 10

# Enough for the detector; what it says is then held against the whole file.
_SAMPLE = 65_536
_BEFORE_SAMPLE = 2_048
_FIRST_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_SPACE = re.compile(rb"[\n\r ]")

# The detector's confidence is small for a short text in the right encoding too: a sentence with one
# accent has 0.1 or more, two words with one have 0.01.
_LEAST_CONFIDENCE = 0.05
_NEAR = 0.9
# Nobody stores reports on mainframes or HP terminals.
_ERAS = EncodingEra.ALL & ~EncodingEra.MAINFRAME
_EXCLUDED = ("hp-roman8",)
# As browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {"ISO-8859-1": "Windows-1252"}

# Codecs of Python's that are no encoding of a text file.
_NO_ENCODING = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})

_WORD = re.compile(r"\S*[^\x00-\x7f\s]\S*")
_LONGEST_EXAMPLE = 40


@dataclass(frozen=True)
class Decoded:
    """The text of a file, without byte order mark, and the name of its encoding.

    `rival` is another encoding that is about as likely and gives another text, "" where there is
    none; `example` is a word as read, `rival_example` the same bytes as the rival reads them.
    """

    text: str
    encoding: str
    rival: str = ""
    example: str = ""
    rival_example: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether no other encoding is about as likely."""
        return not self.rival


def decode_text(path: str, data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of the file at `path` (named in faults), whose contents are `data`.

    `encoding` is what a person or the file itself declares, None where nobody does; a byte order
    mark counts more, as the Encoding Standard has it (https://encoding.spec.whatwg.org/#decode).
    Takes time in proportion to the length of `data`. Raises ImportFault where no encoding of that
    name is known, where the file is not in it, where none can be told, and where it is no text.
    """
    decoded = _decoded(path, data, encoding)
    _refuse_binary(path, decoded.text)
    return decoded


def known_encoding(name: str) -> str | None:
    """Return the encoding's name as Python knows it, None where no text is encoded so."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except (LookupError, ValueError):
        return None
    return None if found in _NO_ENCODING else found


def named_encoding(wish: str) -> str:
    """Return the encoding that a person named; OptionFault where Python has none of that name."""
    if known_encoding(wish):
        return wish
    raise OptionFault("encoding", *_unknown(wish))


def _unknown(name: str) -> tuple[str, str]:
    return (
        f'no encoding is called "{name}"',
        "expected a name such as UTF-8, Windows-1252 or MacRoman",
    )


def _decoded(path: str, data: bytes, encoding: str | None) -> Decoded:
    mark = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if mark or encoding:
        return _told(path, data, mark or encoding or "")
    text = _read(data, UTF_8)
    if text is not None and not _may_be_other(data, text):
        return Decoded(text, UTF_8)
    found = _detected(data) or _utf_16(data)
    if found:
        return found
    if text is not None:
        return Decoded(text, UTF_8)
    raise _cannot_be_told(path, data)


def _may_be_other(data: bytes, text: str) -> bool:
    """Whether valid UTF-8 may yet be UTF-16, of which every second byte is NUL, or ISO 2022."""
    is_16 = b"\0" in data and not _is_text(text)
    return is_16 or any(shift in data for shift in _SHIFT)


def _told(path: str, data: bytes, encoding: str) -> Decoded:
    known = known_encoding(encoding)
    if known is None:
        raise ImportFault(Place(path, 1), *_unknown(encoding))
    name = UTF_8 if known.startswith("utf-8") else encoding
    try:
        return Decoded(data.decode(known).removeprefix("\ufeff"), name)
    except UnicodeDecodeError as error:
        raise ImportFault(
            Place(path, line_of(error)),
            f"the file is not {name} ({_byte(error)})",
            "expected the encoding that it is in",
        ) from None


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _detected(data: bytes) -> Decoded | None:
    readings = list(_readings(_sample(data)))
    while readings:
        best = plainest(readings)
        readings.remove(best)
        text = _read(data, best.encoding)
        if text is not None and _is_text(text):
            rivals = [one.encoding for one in readings if not is_put_aside(one, best)]
            return _with_doubt(Decoded(text, best.encoding), data, rivals)
    return None


def _utf_16(data: bytes) -> Decoded | None:
    """Read UTF-16 without a mark, told by its spaces and line ends.

    The detector goes by NUL, of which a script without spaces has too few.
    """
    as_signs = data.replace(b"\0", b"").decode("latin-1")
    if _is_text(as_signs):
        return None
    texts = {name: _read(data, name) or "" for name in ("UTF-16-LE", "UTF-16-BE")}
    (least, _), (most, name) = sorted((_spaces(text), name) for name, text in texts.items())
    if most > _TIMES_THE_OTHER * least and _is_text(texts[name]):
        return Decoded(texts[name], name)
    return None


def _spaces(text: str) -> int:
    return sum(map(text.count, _SPACES))


def _sample(data: bytes) -> bytes:
    """Return a part that shows the encoding: from shortly before the first byte beyond ASCII."""
    high = _FIRST_HIGH_BYTE.search(data)
    if high is None or high.start() <= _BEFORE_SAMPLE:
        return data[:_SAMPLE]
    around = high.start() - _BEFORE_SAMPLE
    # in no encoding is a space the second half of a sign
    space = _SPACE.search(data, around, high.start())
    start = space.end() if space else around
    return data[start : start + _SAMPLE]


def _readings(sample: bytes) -> Iterator[Reading]:
    """Yield what the sample says in each encoding that is about as likely as the likeliest."""
    found = detect_all(
        sample,
        ignore_threshold=True,
        encoding_era=_ERAS,
        max_bytes=_SAMPLE,
        exclude_encodings=_EXCLUDED,
    )
    least = max(_LEAST_CONFIDENCE, _NEAR * max((one["confidence"] for one in found), default=0))
    near = (one["encoding"] or "" for one in found if one["confidence"] >= least)
    for name in dict.fromkeys(_SUPERSETS.get(name, name) for name in near):
        if known_encoding(name):
            # the end of the sample may part a sign
            yield Reading(name, sample.decode(name, "ignore"))


def _with_doubt(decoded: Decoded, data: bytes, rivals: Sequence[str]) -> Decoded:
    """Add the first rival whose text is another, and where the two first differ."""
    for rival in rivals:
        other = _read(data, rival)
        if other is not None and other != decoded.text:
            for word in _WORD.finditer(decoded.text):
                shown = word[0][:_LONGEST_EXAMPLE]
                instead = shown.encode(decoded.encoding).decode(rival, "replace")
                if instead != shown:
                    return replace(decoded, rival=rival, example=shown, rival_example=instead)
    return decoded


def _is_text(text: str) -> bool:
    return _controls(text) <= _MOST_CONTROLS * len(text)


def _controls(text: str) -> int:
    return sum(1 for _ in CONTROL.finditer(text))


def _refuse_binary(path: str, text: str) -> None:
    if not _is_text(text):
        raise ImportFault(
            Place(path, 1),
            f"the file is not text: {_controls(text)} of its {len(text)} signs are control"
            " characters",
            "expected a text file",
        )


def _cannot_be_told(path: str, data: bytes) -> ImportFault:
    if b"\0" in data:
        wrong = "the file is not text (it holds NUL bytes)"
        return ImportFault(Place(path, 1), wrong, "expected a text file")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return ImportFault(
            Place(path, line_of(error)),
            f"the file is not UTF-8 ({_byte(error)}), and its encoding cannot be told",
            "expected UTF-8, or --encoding with its encoding",
        )
    raise AssertionError("valid UTF-8 is no doubt")


def _byte(error: UnicodeDecodeError) -> str:
    return f"byte 0x{error.object[error.start]:02X} at offset {error.start}"
