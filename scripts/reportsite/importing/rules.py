"""The rules by which a short passage is a heading, as two tables to be read from the top.

A passage that one of AGAINST holds for is none, whatever else speaks for it but the text's own list
of contents. Else the first of FOR
that holds makes it one. A rule's name is what the closing report gives as the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportsite.importing.candidates import (
    Beneath,
    Candidate,
    Habits,
    has_title_case,
)
from reportsite.importing.sources import Sources, normalised
from reportsite.importing.typography import (
    BULLET,
    PAUSES,
    QUESTION_MARKS,
    closes_like_text,
    holds_address,
    is_capitals,
    is_closed,
    last_sign,
    starts_quoted,
    starts_small,
)

_LEAST_LIST = 3
_LEAST_REPEATS = 3
_MOST_WORDS_UNKNOWN = 12
_LONG_LINE = 60
_LEAST_BODY = 60
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|º|ª)?", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """All that a rule may look at."""

    candidate: Candidate
    beneath: Beneath
    habits: Habits
    sources: Sources


@dataclass(frozen=True)
class Rule:
    """`name` completes "not a heading: …" or "a heading: …".

    A rule against does not bear on a passage that is, as a whole, a heading of the vocabulary where
    `spares_known`. Where it `asks`, a person is asked whether it decided well.
    """

    name: str
    holds: Callable[[Case], bool]
    spares_known: bool = True
    asks: bool = False


def _has_no_letters(case: Case) -> bool:
    return not any(character.isalpha() for character in case.candidate.passage.text)


def _begins_with_sign(case: Case) -> bool:
    text = case.candidate.passage.text
    return BULLET.match(text) is not None or text[0] in "#>" or text[-1] == "#"


def _closes_like_text(case: Case) -> bool:
    label = case.candidate.label
    return not (label and not label.rest) and closes_like_text(case.candidate.text)


def _introduces(case: Case) -> bool:
    return last_sign(case.candidate.text) in (":", "：") and not case.candidate.label


def _starts_small(case: Case) -> bool:
    return starts_small(case.candidate.text)


def _starts_quoted(case: Case) -> bool:
    return starts_quoted(case.candidate.text)


def _is_indented(case: Case) -> bool:
    one = case.candidate
    plain = not one.label and not is_capitals(one.text)
    return plain and one.passage.indent > case.habits.margin + 1


def _is_date(case: Case) -> bool:
    words = case.candidate.words
    numbers = [word for word in words if _ORDINAL.fullmatch(word)]
    months = [word for word in words if word.casefold() in case.sources.months]
    return not case.candidate.label and bool(numbers) and len(numbers) + len(months) == len(words)


def _is_caption(case: Case) -> bool:
    text = normalised(case.candidate.passage.text)
    return holds_address(text) or any(_begins(text, caption) for caption in case.sources.captions)


def _begins(text: str, caption: str) -> bool:
    following = text[len(caption) : len(caption) + 1]
    return text.startswith(caption) and (not caption[-1].isalpha() or following in ("", " "))


def _is_sentence(case: Case) -> bool:
    if last_sign(case.candidate.text) in QUESTION_MARKS:
        return False
    return any(word.casefold() in case.sources.sentence_words for word in case.candidate.words)


def _goes_on_below(case: Case) -> bool:
    after = case.candidate.after
    is_text = case.beneath in (Beneath.TEXT, Beneath.SHORT_LINE)
    return after is not None and is_text and starts_small(after.text)


def _goes_on_from_above(case: Case) -> bool:
    one = case.candidate
    if one.before is None or one.passage.gap:
        return False
    pauses = last_sign(one.before.text) in PAUSES and not is_closed(one.before.text)
    return pauses or (not is_closed(one.before.text) and len(one.before.text) > _LONG_LINE)


def _is_in_list(case: Case) -> bool:
    return case.candidate.run >= _LEAST_LIST


def _is_title(case: Case) -> bool:
    words = f" {' '.join(case.candidate.words).casefold()} "
    named = any(f" {name} " in words for name in case.habits.country_names)
    return case.candidate.position == 0 and named


def _is_repeated(case: Case) -> bool:
    one = case.candidate
    unknown = one.match is None and one.label is None
    return unknown and case.habits.counts[one.passage.text] >= _LEAST_REPEATS


def _is_name(case: Case) -> bool:
    words = case.candidate.words
    return bool(words) and all(
        word in case.habits.names and word not in case.habits.small for word in words
    )


def _differs_in_case(case: Case) -> bool:
    one = case.candidate
    if case.habits.title_case is not False or one.label or is_capitals(one.text):
        return False
    return has_title_case(one.words)


AGAINST = (
    Rule("it has no letters", _has_no_letters, spares_known=False),
    Rule(
        "it begins or ends with a sign of a list or the like", _begins_with_sign, spares_known=False
    ),
    Rule("it is in a list of short lines", _is_in_list, spares_known=False, asks=True),
    Rule("it ends as a sentence does", _closes_like_text),
    Rule("it ends in a colon, and so leads to what follows", _introduces),
    Rule("it begins with a small letter", _starts_small),
    Rule("it begins with a quotation mark", _starts_quoted),
    Rule("it is a date", _is_date, spares_known=False),
    Rule("it is a caption, a byline or an address", _is_caption),
    Rule("it reads as a sentence without its full stop", _is_sentence, asks=True),
    Rule("the line below goes on with it", _goes_on_below),
    Rule("it goes on with the line above", _goes_on_from_above),
    Rule("it is indented, as the headings are not", _is_indented, asks=True),
    Rule("it is the text's first line and names the country: a title", _is_title, asks=True),
    Rule("it occurs several times: navigation, perhaps", _is_repeated, asks=True),
    Rule("it is a name of the text", _is_name, asks=True),
    Rule("its capitals are not those of the other headings", _differs_in_case, asks=True),
)


def _is_listed(case: Case) -> bool:
    return case.candidate.is_listed


def _is_known(case: Case) -> bool:
    return case.candidate.is_known


def _has_label(case: Case) -> bool:
    return case.candidate.label is not None


def _is_in_capitals(case: Case) -> bool:
    one = case.candidate
    acronym = len(one.words) == 1 and one.words[0] in case.habits.names
    return is_capitals(one.text) and not acronym


def _is_question(case: Case) -> bool:
    return last_sign(case.candidate.text) in QUESTION_MARKS and _is_above_longer_text(case)


def _names_theme(case: Case) -> bool:
    return case.candidate.match is not None and _is_above_text(case)


def _is_unknown_above_text(case: Case) -> bool:
    few = len(case.candidate.passage.text.split()) <= _MOST_WORDS_UNKNOWN
    return few and _is_above_longer_text(case)


def _is_short_last_line(case: Case) -> bool:
    few = len(case.candidate.passage.text.split()) <= _MOST_WORDS_UNKNOWN
    return few and case.candidate.after is None


def _is_above_text(case: Case) -> bool:
    if case.candidate.is_listed:
        return case.beneath is not Beneath.NOTHING
    return case.beneath in (Beneath.TEXT, Beneath.HEADING)


def _is_above_longer_text(case: Case) -> bool:
    after = case.candidate.after
    if after is None or case.beneath is not Beneath.TEXT:
        return False
    return len(after.text) >= max(_LEAST_BODY, 2 * len(case.candidate.passage.text))


FOR = (
    Rule("in the list of contents", _is_listed),
    Rule("in the vocabulary", _is_known),
    Rule("its letter or number", _has_label),
    Rule("in capitals", _is_in_capitals),
    Rule("words of the vocabulary", _names_theme),
    Rule("a question above its answer", _is_question),
    Rule("a short line above longer text", _is_unknown_above_text),
)


@dataclass(frozen=True)
class Verdict:
    """Whether a passage is a heading, and the rule that said so; `asks` where that is in doubt."""

    is_heading: bool
    reason: str
    asks: bool = False


NO_RULE = "no rule speaks for a heading"
NOTHING_BENEATH = "nothing stands beneath it"


def judge(case: Case) -> Verdict:
    """Put a short passage to the tables."""
    against = next((rule for rule in AGAINST if _bears(rule, case) and rule.holds(case)), None)
    favour = next((rule for rule in FOR if rule.holds(case)), None)
    if not against and not favour and _is_short_last_line(case):
        return Verdict(False, NOTHING_BENEATH, asks=True)
    if against or favour is None:
        asks = bool(against and against.asks and favour and _is_above_text(case))
        return Verdict(False, against.name if against else NO_RULE, asks)
    if not _is_above_text(case):
        return Verdict(False, NOTHING_BENEATH, asks=True)
    return Verdict(True, favour.name)


def _bears(rule: Rule, case: Case) -> bool:
    spared = case.candidate.is_listed or (rule.spares_known and case.candidate.is_known)
    return not spared
