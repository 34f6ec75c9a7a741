"""What is cited → BibLaTeX, RIS and CSL-JSON, for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from reportsite.citing.csl import ENTRY, PAGE, REPORT, csl_record, kind_of, note
from reportsite.citing.record import Cited
from reportsite.writing.languages import language_name

# LaTeX's own signs; braces as commands, since BibTeX counts those that are escaped too
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}
# what LaTeX would run together: "--" is a dash there, "''" a quotation mark, "?`" another
LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)")
LATEX_SIGN = re.compile("[" + re.escape("".join(LATEX)) + "]")
BIBLATEX_TYPES = {ENTRY: "incollection", REPORT: "report", PAGE: "online"}
RIS_TYPES = {ENTRY: "CHAP", REPORT: "RPRT", PAGE: "ELEC"}

Fields = list[tuple[str, str | None]]


def biblatex(cited: Iterable[Cited]) -> str:
    """Return BibLaTeX entries (the manual of biblatex 3.20, sections 2.1 and 2.2)."""
    return "\n".join(_biblatex(one) for one in cited)


def _biblatex(cited: Cited) -> str:
    kind = kind_of(cited)
    own = {
        "booktitle": cited.work,
        "edition": f"{cited.named_edition} edition" if cited.named_edition else None,
        "date": cited.published,
        "number": cited.document,
        "isbn": cited.isbn,
    }
    fields = {
        "title": cited.section_title,
        "shorttitle": cited.entry,
        **({} if cited.is_digest else own),
        "note": note(cited),
        "language": language_name(cited.language),
    }
    lines = [f"  {name} = {{{in_latex(value)}}}," for name, value in fields.items() if value]
    if cited.author:
        # braced twice: the name of a body is not taken apart
        lines.insert(0, f"  author = {{{{{in_latex(cited.author)}}}}},")
        if kind == REPORT:
            lines.insert(1, f"  institution = {{{in_latex(cited.author)}}},")
    lines += [f"  {name} = {{{value}}}," for name, value in _address(cited).items()]
    return "\n".join([f"@{BIBLATEX_TYPES[kind]}{{{cited.key},", *lines, "}\n"])


def _address(cited: Cited) -> dict[str, str]:
    """Return the address, which BibLaTeX reads as it stands, and the day when it was looked up."""
    address = cited.address or (None if cited.is_digest else cited.original)
    if not address:
        return {}
    found = {"url": quote(address, safe="%/:?#[]@!$&'()*+,;=~_-.")}
    if not cited.address and cited.retrieved:
        found["urldate"] = cited.retrieved
    return found


def in_latex(text: str) -> str:
    """Return plain text as LaTeX shows it."""
    return LIGATURE.sub("{}", LATEX_SIGN.sub(lambda sign: LATEX[sign[0]], text))


def ris(cited: Iterable[Cited]) -> str:
    """Return RIS records (the format of Reference Manager, 2001), a field a line."""
    return "\r\n".join(_ris(one) for one in cited)


def _ris(cited: Cited) -> str:
    kind = kind_of(cited)
    fields = [
        ("TY", RIS_TYPES[kind]),
        ("ID", cited.key),
        ("AU", cited.author),
        ("PB", cited.author if kind == REPORT else None),
        ("TI", cited.section_title),
        ("ST", cited.entry),
        *([] if cited.is_digest else _ris_edition(cited)),
        *_ris_text(cited),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_edition(cited: Cited) -> Fields:
    """Return what is known of the edition that was issued; a digest's own it is not."""
    return [
        ("T2", cited.work),
        ("ET", f"{cited.named_edition} edition" if cited.named_edition else None),
        ("PY", cited.published and cited.published[:4]),
        ("DA", cited.published and _ris_date(cited.published)),
        ("M1", cited.document),
        ("SN", cited.isbn),
    ]


def _ris_text(cited: Cited) -> Fields:
    """Return in what language the text is, and where it is found."""
    looked_up = None if cited.address else cited.retrieved
    return [
        ("LA", cited.language),
        ("N1", note(cited)),
        ("UR", cited.address or (None if cited.is_digest else cited.original)),
        ("Y2", looked_up and _ris_date(looked_up)),
    ]


def _ris_date(date: str) -> str:
    """Return an ISO 8601 date as RIS writes it: "2011-05" → "2011/05/"."""
    return "/".join([*date.split("-"), "", ""][:3])


def csl_json(cited: Iterable[Cited]) -> str:
    """Return CSL-JSON, a record a line."""
    records = (
        json.dumps(csl_record(one), ensure_ascii=False, separators=(",", ":")) for one in cited
    )
    return "[\n" + ",\n".join(records) + "\n]\n"


@dataclass(frozen=True)
class Format:
    """A format for reference managers: the suffix of its files, and how it is written."""

    label: str
    suffix: str
    media_type: str
    write: Callable[[Iterable[Cited]], str]


FORMATS = (
    Format("BibLaTeX", "bib", "application/x-bibtex", biblatex),
    Format("RIS", "ris", "application/x-research-info-systems", ris),
    Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)
