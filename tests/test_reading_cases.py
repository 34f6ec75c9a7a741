"""Golden cases: the text of a report, or the files of an archive, and all that reading finds.

A case of `body` stands beneath FRONT_MATTER, so its first line is line 7. Fields of a result that
have their default are left out of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportsite.archive import read_archive
from reportsite.diagnostics import Diagnostics
from reportsite.model import Country
from reportsite.reading.report import read_report
from reportsite.vocabulary.loading import Vocabulary

CASES = Path(__file__).parent / "cases/reading"
FRONT_MATTER = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n"

Case = dict[str, Any]


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
        if (kind == "files") == ("files" in case)
    ]


def shown(value: Any) -> Any:
    if isinstance(value, Country):
        return value.code
    if is_dataclass(value):
        return {
            f.name: shown(getattr(value, f.name))
            for f in fields(value)
            if f.compare and (f.default is MISSING or getattr(value, f.name) != f.default)
        }
    if isinstance(value, tuple):
        return [shown(one) for one in value]
    return str(value) if isinstance(value, str) else value


def assert_found(case: Case, diagnostics: Diagnostics) -> None:
    assert [str(fault) for fault in sorted(diagnostics.faults)] == case.get("faults", [])
    assert [str(warning) for warning in diagnostics.warnings] == case.get("warnings", [])


@pytest.mark.parametrize("case", cases("report"))
def test_report(case: Case, vocabulary: Vocabulary) -> None:
    diagnostics = Diagnostics()
    text = case["text"] if "text" in case else FRONT_MATTER + case["body"]
    report = read_report("2010.md", "2010", text, vocabulary, diagnostics)
    assert_found(case, diagnostics)
    if "report" in case:
        wanted = {"summary": [], "sections": [], "footnotes": []} | case["report"]
        found = {"footnotes": [], **shown(report)}
        assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("case", cases("files"))
def test_archive(case: Case, archive: Callable[..., Path]) -> None:
    root = archive()
    for path, text in case["files"].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode(case.get("encoding", "utf-8")))
    diagnostics = Diagnostics()
    reports = read_archive(root, diagnostics).reports
    assert_found(case, diagnostics)
    assert [report.address for report in reports] == case["addresses"]
