"""What became of one section's paragraphs, as Markdown: an entry for each, runs of unchanged ones.

An entry names its mark and leads to the paragraph in both reports. Texts are plain words; those
that differ stand in <del> and <ins>. An entry's id is that of its paragraph in the later report
(`p14`), or `was-12` for one that is no longer there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportsite.comparing.differences import Stretch, differences
from reportsite.comparing.marking import Change, Mark, MovedAway
from reportsite.comparing.texts import Paragraph, Part
from reportsite.model import Report
from reportsite.numbering.fingerprint import WITHOUT_SPACES
from reportsite.reading.plain import plain
from reportsite.writing.addresses import link, report_page
from reportsite.writing.isolating import isolated
from reportsite.writing.languages import direction
from reportsite.writing.markdown import escape

SUMMARY = "Summary"
# what acts as a mark of Markdown or HTML; few texts have any
MARKS = re.compile(r"[\\`*_{}\[\]#|&<>]")
# what would begin a list or a quotation at the start of a line; a figure is none before a letter
ACTING = re.compile(r"(?P<figure>\d+(?=[.)]))|[-+>]")


@dataclass(frozen=True)
class Edition:
    """One of the two reports as entries name it: its label ("2023") and its page as a link."""

    label: str
    link: str

    def paragraph(self, number: str) -> str:
        """Return a link to a paragraph, "¶12"."""
        return f"[¶{number}]({self.link}#p{number})"

    def paragraphs(self, numbers: Sequence[str]) -> str:
        """Return links to the first and the last of consecutive paragraphs, "¶4–¶9"."""
        ends = dict.fromkeys([numbers[0], numbers[-1]])
        return "–".join(map(self.paragraph, ends))

    def named(self, number: str) -> str:
        """Return a link that says the edition too, "¶12 of 2023"."""
        return f"[¶{number} of {escape(self.label)}]({self.link}#p{number})"


@dataclass(frozen=True)
class Writer:
    """Writes entries for one page. `attributes` are those of a text in the reports' language."""

    earlier: Edition
    later: Edition
    attributes: str

    def entries(self, changes: Iterable[Change | MovedAway]) -> Iterator[str]:
        """Yield each entry as Markdown, in order."""
        for is_unchanged, found in groupby(changes, _is_unchanged):
            if is_unchanged:
                runs = _runs([change for change in found if isinstance(change, Change)])
                yield from map(self._unchanged, runs)
            else:
                yield from map(self._entry, found)

    def _entry(self, change: Change | MovedAway) -> str:
        if isinstance(change, MovedAway):
            return self._moved_away(change.change)
        return WRITERS[change.mark](self, change)

    def _unchanged(self, run: Sequence[Change]) -> str:
        earlier = [change.earlier.number for change in run if change.earlier]
        later = [change.later.number for change in run if change.later]
        here, there = self.later.paragraphs(later), self.earlier.paragraphs(earlier)
        line = f"{here} **unchanged**, in {escape(self.earlier.label)} {there}"
        return f"{line}\n{{: #p{later[0]} .rs-change .rs-unchanged }}"

    def _reworded(self, change: Change) -> str:
        earlier, later = _both(change)
        there = self.earlier.paragraph(earlier.number)
        here, label = self.later.paragraph(later.number), escape(self.earlier.label)
        line = f"{here} **reworded**, in {label} {there}"
        text = _marked(differences(earlier.text, later.text))
        return f"{line}\n{{: #p{later.number} .rs-change .rs-reworded }}\n\n{self._words(text)}"

    def _moved(self, change: Change) -> str:
        earlier, later = _both(change)
        how = "moved and reworded" if change.is_reworded else "moved"
        place = _title(change.from_part) if change.from_part else "within this section"
        here, there = self.later.paragraph(later.number), self.earlier.named(earlier.number)
        line = f"{here} **{how}** from {there}, {place}"
        changed = differences(earlier.text, later.text)
        text = _marked(changed) if change.is_reworded else _plain(later.text)
        return f"{line}\n{{: #p{later.number} .rs-change .rs-moved }}\n\n{self._words(text)}"

    def _new(self, change: Change) -> str:
        assert change.later
        line = f"{self.later.paragraph(change.later.number)} **new**"
        attributes = f"#p{change.later.number} .rs-change .rs-new"
        return f"{line}\n{{: {attributes} }}\n\n{self._words(_plain(change.later.text))}"

    def _gone(self, change: Change) -> str:
        assert change.earlier
        line = f"{self.earlier.named(change.earlier.number)} **no longer there**"
        attributes = f"#was-{change.earlier.number} .rs-change .rs-gone"
        return f"{line}\n{{: {attributes} }}\n\n{self._words(_plain(change.earlier.text))}"

    def _moved_away(self, change: Change) -> str:
        earlier, later = _both(change)
        assert change.to_part
        there, here = self.earlier.named(earlier.number), self.later.paragraph(later.number)
        line = f"{there} has moved to {here}, {_title(change.to_part)}"
        return f"{line}\n{{: .rs-change .rs-left }}"

    def _words(self, text: str) -> str:
        return f"{text}\n{{: .rs-words{self.attributes} }}"


WRITERS: dict[Mark, Callable[[Writer, Change], str]] = {
    Mark.REWORDED: Writer._reworded,
    Mark.MOVED: Writer._moved,
    Mark.NEW: Writer._new,
    Mark.GONE: Writer._gone,
}


def writer_of(earlier: Report, later: Report, labels: tuple[str, str], page: str) -> Writer:
    """Return what writes the entries of two reports for the page at `page`."""
    one, other = (link(report_page(report), page) for report in (earlier, later))
    language = later.language
    attributes = f' lang="{language}" dir="{direction(language)}"' if language != "en" else ""
    return Writer(Edition(labels[0], one), Edition(labels[1], other), attributes)


def title_of(part: Part) -> str:
    """Return the title of a section as Markdown; the summary has the site's word for one."""
    return escape(plain(part.section.title)) if part.section else SUMMARY


def _title(part: Part) -> str:
    return f"“{isolated(title_of(part))}”"


def _is_unchanged(change: Change | MovedAway) -> bool:
    return isinstance(change, Change) and change.mark is Mark.UNCHANGED


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Yield those that follow one another in both editions."""
    run: list[Change] = []
    for change in changes:
        if run and not _follows(run[-1], change):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _follows(before: Change, change: Change) -> bool:
    (one, other), (next_one, next_other) = _both(before), _both(change)
    return one.at + 1 == next_one.at and other.at + 1 == next_other.at


def _both(change: Change) -> tuple[Paragraph, Paragraph]:
    assert change.earlier
    assert change.later
    return change.earlier, change.later


def _escaped(text: str) -> str:
    return escape(text) if MARKS.search(text) else text


def _plain(text: str) -> str:
    escaped = _escaped(text)
    acting = ACTING.match(escaped)
    if acting is None:
        return escaped
    end = acting.end() if acting["figure"] else 0
    return f"{escaped[:end]}\\{escaped[end:]}"


def _marked(stretches: Iterable[Stretch]) -> str:
    """Return a text with what is no longer there in <del> and what is new in <ins>."""
    parts: list[str] = []
    for stretch in stretches:
        if stretch.same:
            parts.append(_escaped(stretch.later) if parts else _plain(stretch.later))
            continue
        gone, new = _within("del", stretch.earlier), _within("ins", stretch.later)
        has_blank = stretch.earlier.endswith(" ") or stretch.later.endswith(" ")
        joint = " " if has_blank or not WITHOUT_SPACES.search(stretch.later[:1]) else ""
        parts += [joint.join(filter(None, [gone, new])), " " * has_blank]
    return "".join(parts).rstrip()


def _within(tag: str, text: str) -> str:
    words = text.rstrip()
    return f"<{tag}>{_escaped(words)}</{tag}>" if words else ""
