"""What a plain text itself tells of the report: its publisher, country, year, and source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportsite.importing.lines import Line
from reportsite.importing.result import Dropped
from reportsite.importing.sources import NO_PROFILE, Profile, Sources
from reportsite.importing.text_rules import TextRules, beginning, found_fields, iso_date
from reportsite.model import Country
from reportsite.reading.schema import A_DATE, A_YEAR, DATE, SOURCE_FIELDS
from reportsite.vocabulary.countries import Countries

COVER = "the cover page, above the text"


@dataclass(frozen=True)
class Told:
    """What a text tells, None where it does not; `source` are fields of the front matter."""

    profile: Profile = NO_PROFILE
    country: Country | None = None
    year: int | None = None
    source: Mapping[str, str | int] = field(default_factory=dict)


def read_told(
    lines: Sequence[Line], profile: Profile | None, sources: Sources, countries: Countries
) -> Told:
    """Read what the text tells by the patterns of its profile.

    `profile` None: the text is to tell that too.
    """
    start = beginning(lines)
    known = sources.recognised(start) if profile is None else profile
    found = found_fields(known.text, start)
    return Told(
        profile=known,
        country=countries.by_name(found.get("country", "")),
        year=A_YEAR.read(found.get("year", "")),
        source=dict(source_fields(found, sources)),
    )


def source_fields(found: Mapping[str, str], sources: Sources) -> Iterator[tuple[str, str | int]]:
    """Yield the fields of the source among those found, each as front matter has it."""
    for one in SOURCE_FIELDS:
        value = found.get(one.name)
        if value and one.type is A_DATE:
            value = value if DATE.fullmatch(value) else iso_date(value, sources.months)
        read = one.type.read(value) if value else None
        if read is not None:
            yield one.name, read


def find_cover(
    lines: Sequence[Line], rules: TextRules, dropped: Collection[int]
) -> tuple[Dropped, ...]:
    """Return the lines of the cover, none where its end is not found.

    `dropped` are the numbers of lines that are gone already, and end no cover.
    """
    if rules.cover_ends is None:
        return ()
    within = len(beginning(lines).split("\n"))
    left = [line for line in lines[:within] if line.text and line.number not in dropped]
    ends = (i for i, line in enumerate(left) if rules.cover_ends.search(line.text))
    cover = left[: next(ends, 0)]
    keeps = rules.cover_keeps
    return tuple(
        Dropped(line.number, line.text, COVER)
        for line in cover
        if keeps is None or not keeps.search(line.text)
    )
