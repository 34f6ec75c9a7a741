"""A lock file's text → a Lock and back: JSON with a line for each paragraph."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from reportsite.diagnostics import Diagnostics, Place
from reportsite.numbering.fingerprint import read_fingerprint
from reportsite.numbering.lock import Lock, LockedParagraph, LockedSection, State
from reportsite.vocabulary.matching import slugify

VERSION = 1
SUM = "sum"
SUM_DIGITS = 12
NUMBER = re.compile(r"(?:0[a-z]+|[1-9][0-9]*[a-z]*)")
HASH = re.compile(r"[0-9a-f]{12}")
OF_A_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
A_LINE = re.compile(r'^\s*"(?P<key>[^"]*)"\s*:', re.MULTILINE)
RESTORE = "expected the file as `build` wrote it: take it from your version control"
ONE_SIDE = (
    "expected one side whole, that which is published (`git checkout --ours` or `--theirs`); "
    "`build` then numbers what the other has put in"
)


def write_lock(lock: Lock) -> str:
    """Return the text of a lock file, the same for the same lock."""
    fields: dict[str, Any] = {
        "text": f"{lock.text_hash} {lock.text_date}",
        "sections": [_section_fields(section) for section in lock.sections],
    }
    if lock.corrections:
        fields["corrections"] = dict(lock.corrections)
    if lock.unrecorded:
        fields["unrecorded"] = list(lock.unrecorded)
    if lock.formerly:
        fields["formerly"] = list(lock.formerly)
    return _dumped({"version": VERSION, SUM: _sum_of(fields), **fields})


def _dumped(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _sum_of(fields: Mapping[str, Any]) -> str:
    """Return a hash of what a lock file holds, by which a line that is lost is noticed."""
    return hashlib.sha256(_dumped(fields).encode("utf-8", "replace")).hexdigest()[:SUM_DIGITS]


def _section_fields(section: LockedSection) -> dict[str, Any]:
    gone = {"gone": True} if section.is_gone else {}
    paragraphs = {one.number: _written(one) for one in section.paragraphs}
    return {"slug": section.slug, "title": section.title, **gone, "paragraphs": paragraphs}


def _written(one: LockedParagraph) -> str:
    words = [] if one.state is State.LIVE else [one.state.value]
    words += [one.into] if one.into else []
    return " ".join([*words, *(str(f) for f in (one.fingerprint, one.first) if f)])


class _DamagedError(Exception):
    """What is wrong with a lock file, with the place."""

    def __init__(self, place: Place, wrong: str, expected: str = RESTORE) -> None:
        super().__init__(wrong)
        self.place, self.wrong, self.expected = place, wrong, expected


def read_lock(path: str, text: str, diagnostics: Diagnostics) -> Lock | None:
    """Read a lock file; None, where it cannot be used, comes with a fault."""
    try:
        return _Reader(path, text).lock()
    except _DamagedError as error:
        diagnostics.fault(error.place, error.wrong, error.expected)
    return None


class _Reader:
    """Reads one file. Raises _DamagedError at the first thing that is not as it was written."""

    def __init__(self, path: str, text: str) -> None:
        self._path, self._text = path, text
        if conflict := OF_A_CONFLICT.search(text):
            raise self._damaged(
                conflict.start(), "the lock file holds the marks of a merge conflict", ONE_SIDE
            )
        try:
            self._fields = json.loads(text, object_pairs_hook=self._without_doubles)
        except json.JSONDecodeError as error:
            raise self._damaged(error.pos, f"the lock file is no JSON ({error.msg})") from None
        except (RecursionError, ValueError):
            raise self._damaged(0, "the lock file is no JSON that `build` wrote") from None

    def _damaged(self, offset: int, wrong: str, expected: str = RESTORE) -> _DamagedError:
        place = Place(self._path, self._text.count("\n", 0, offset) + 1)
        return _DamagedError(place, wrong, expected)

    def _without_doubles(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        doubles = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
        if doubles:
            raise self._damaged(
                self._offset_of(doubles[0], 2), f"`{doubles[0]}` stands there twice"
            )
        return dict(pairs)

    def _offset_of(self, key: str, occurrence: int = 1) -> int:
        """Return where a key stands for the first time, or the second; 0 where it does not."""
        offsets = [line.start("key") for line in A_LINE.finditer(self._text) if line["key"] == key]
        return offsets[occurrence - 1] if len(offsets) >= occurrence else 0

    def lock(self) -> Lock:
        if not isinstance(self._fields, dict) or "version" not in self._fields:
            raise self._damaged(0, "the file is no lock file")
        version = self._fields["version"]
        if version != VERSION:
            raise self._damaged(
                self._offset_of("version"), f"the lock file is of version {version}, not {VERSION}"
            )
        text_hash, _, day = self._text_of(self._fields, "text").partition(" ")
        if not (HASH.fullmatch(text_hash) and _is_day(day)):
            raise self._misfit("text")
        lock = Lock(
            text_hash,
            day,
            tuple(self._sections()),
            self._corrections(),
            self._texts_of("unrecorded"),
            self._texts_of("formerly"),
        )
        self._check(lock)
        self._check_sum()
        return lock

    def _check_sum(self) -> None:
        fields = {k: value for k, value in self._fields.items() if k not in ("version", SUM)}
        if self._fields.get(SUM) != _sum_of(fields):
            wrong = "the lock file does not hold what `build` wrote: a line is lost, or changed"
            raise self._damaged(self._offset_of(SUM), wrong)

    def _misfit(self, key: str) -> _DamagedError:
        return self._damaged(self._offset_of(key), f"`{key}` is not what `build` wrote")

    def _text_of(self, fields: Mapping[str, Any], key: str) -> str:
        value = fields.get(key)
        if not isinstance(value, str):
            raise self._misfit(key)
        return value

    def _sections(self) -> Iterator[LockedSection]:
        found = self._fields.get("sections")
        if not isinstance(found, list):
            raise self._misfit("sections")
        for fields in found:
            if not isinstance(fields, dict) or not isinstance(fields.get("paragraphs"), dict):
                raise self._misfit("sections")
            slug = self._text_of(fields, "slug")
            if slug != slugify(slug):
                raise self._misfit("sections")
            yield LockedSection(
                slug=slug,
                title=self._text_of(fields, "title"),
                paragraphs=tuple(self._paragraph(*item) for item in fields["paragraphs"].items()),
                is_gone=fields.get("gone") is True,
            )

    def _paragraph(self, number: str, value: object) -> LockedParagraph:
        words = value.split(" ") if isinstance(value, str) and NUMBER.fullmatch(number) else []
        state = State.LIVE
        if words and words[0] in (State.WITHDRAWN, State.MERGED, State.MOVED):
            state = State(words.pop(0))
        into = words.pop(0) if state is State.MERGED and words else None
        prints = [read_fingerprint(word) for word in words]
        wanted = (0,) if state is State.MOVED else (1, 2)
        is_whole = len(prints) in wanted and all(prints) and NUMBER.fullmatch(into or "1")
        if not is_whole or (state is State.MERGED and into is None):
            raise self._misfit(number)
        first, second = (*prints, None, None)[:2]
        return LockedParagraph(number, state, first, second, into)

    def _corrections(self) -> dict[str, int]:
        found = self._fields.get("corrections", {})
        if not isinstance(found, dict) or not all(type(n) is int for n in found.values()):
            raise self._misfit("corrections")
        return found

    def _texts_of(self, key: str) -> tuple[str, ...]:
        found = self._fields.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self._misfit(key)
        return tuple(found)

    def _check(self, lock: Lock) -> None:
        """Check what holds in every lock: one place for each number, and each slug once."""
        slugs = Counter(section.slug for section in lock.sections)
        numbers = Counter(one.number for one in lock.paragraphs)
        moved = {
            one.number: 1 for section in lock.sections for one in section.paragraphs
        }.keys() - numbers.keys()
        lost = {one.into for one in lock.paragraphs if one.into} - numbers.keys()
        for slug in (slug for slug, count in slugs.items() if count > 1):
            raise _DamagedError(
                Place(self._path, self._line_of_slug(slug)),
                f"the section `{slug}` stands there twice",
            )
        for number in (number for number, count in numbers.items() if count > 1):
            raise self._damaged(self._offset_of(number, 2), f"¶{number} stands there twice")
        for number in sorted({*moved, *lost, *_in_circles(lock)}):
            raise self._damaged(self._offset_of(number), f"¶{number} stands nowhere")

    def _line_of_slug(self, slug: str) -> int:
        lines = self._text.split("\n")
        at = [
            number for number, line in enumerate(lines, 1) if f'"slug": {json.dumps(slug)}' in line
        ]
        return at[-1] if at else 1


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _in_circles(lock: Lock) -> Iterator[str]:
    """Yield paragraphs that are said to be merged into one another."""
    into = {one.number: one.into for one in lock.paragraphs if one.into}
    for number in into:
        passed = {number}
        end: str | None = into[number]
        while end in into and end not in passed:
            passed.add(end)
            end = into[end]
        if end in passed:
            yield number
