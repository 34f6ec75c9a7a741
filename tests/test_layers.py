"""Imports run one way: a part of the package knows only the parts below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "reportsite"
LAYERS = (
    {"__main__"},
    {"cli"},
    {"site", "starter", "importing", "options"},
    {"citing"},
    {"writing"},
    {"comparing"},
    {"archive"},
    {"published"},
    {"numbering"},
    {"reading"},
    {"vocabulary"},
    {"model", "typed_yaml"},
    {"diagnostics", "files", "processes"},
    {"worker"},
    {"interrupts"},
)
DEPTH = {part: depth for depth, layer in enumerate(LAYERS) for part in layer}
PARTS = sorted({path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py")})


def imported(part: str) -> Iterator[str]:
    """Yield the other parts that a part imports from."""
    paths = [PACKAGE / part] if part.endswith(".py") else (PACKAGE / part).rglob("*.py")
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (name.split(".")[1] for name in names if name.startswith("reportsite."))


@pytest.mark.parametrize("part", [part for part in PARTS if part != "__init__.py"])
def test_a_part_imports_only_what_is_below_it(part: str) -> None:
    name = part.removesuffix(".py")
    above = {
        other for other in {*imported(part)} & {*DEPTH} - {name} if DEPTH[other] <= DEPTH[name]
    }
    assert above == set()
