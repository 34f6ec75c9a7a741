"""What becomes of published addresses between two states of a lock, in words."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.numbering.lock import SUMMARY, Lock, LockedParagraph, LockedSection, State

# what is told, and the number or slug that it is told of
Difference = tuple[str, str]


def differences(before: Lock, after: Lock, report: str) -> list[Difference]:
    """Return each address of a report that would answer otherwise, with what it is about.

    `report` is the report's address, such as `/reports/kazakhstan/2010/`.
    """
    found = [
        *_of_paragraphs(before, after, report),
        *_of_moves(before, after, report),
        *_of_sections(before, after, report),
    ]
    if after.corrections != before.corrections:
        found.append((f"{report} has other corrections", "corrections"))
    elif not found and after.text_hash != before.text_hash:
        found.append((f"{report} has another text", "text"))
    return found


def _of_paragraphs(before: Lock, after: Lock, report: str) -> Iterator[Difference]:
    earlier = {one.number: one for one in before.paragraphs}
    for one in after.paragraphs:
        if said := _said_of(earlier.get(one.number), one):
            yield f"{report}#p{one.number} {said}", one.number


def _said_of(earlier: LockedParagraph | None, now: LockedParagraph) -> str:
    """Return what has become of a paragraph, "" where it is as it was."""
    if earlier is None:
        return "is new"
    if now.state is not earlier.state or now.into != earlier.into:
        return {
            State.WITHDRAWN: "would say that it is withdrawn",
            State.MERGED: f"would lead to ¶{now.into}",
        }.get(now.state, "is back")
    return "has other words" if now.fingerprint != earlier.fingerprint else ""


def _of_moves(before: Lock, after: Lock, report: str) -> Iterator[Difference]:
    earlier, homes = before.homes(), after.homes()
    for number, home in homes.items():
        if number in earlier and earlier[number] != home:
            page, other = (_page(report, slug) for slug in (earlier[number], home))
            yield f"{page}#p{number} would lead to {other}#p{number}", number


def _page(report: str, slug: str) -> str:
    return report if slug == SUMMARY else f"{report}{slug}/"


def _of_sections(before: Lock, after: Lock, report: str) -> Iterator[Difference]:
    earlier = {section.slug: section for section in before.sections}
    for section in after.sections:
        if section.slug != SUMMARY and (said := _told_of(earlier.get(section.slug), section)):
            yield f"{_page(report, section.slug)} {said}", section.slug


def _told_of(earlier: LockedSection | None, now: LockedSection) -> str:
    if earlier is None:
        return "is new"
    if now.is_gone != earlier.is_gone:
        return "would say that the section is gone" if now.is_gone else "is back"
    return f'has the heading "{now.title}"' if now.title != earlier.title else ""
