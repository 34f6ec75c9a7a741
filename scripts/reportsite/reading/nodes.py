"""What the readers of blocks return."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportsite.diagnostics import Place
from reportsite.model import NOWHERE, Block, Footnote
from reportsite.reading.attributes import Attributes


@dataclass(frozen=True)
class Heading:
    """A heading as typed, before it is given a slug and a theme."""

    level: int
    title: str
    attributes: Attributes
    place: Place = field(default=NOWHERE, compare=False, repr=False)


Node = Heading | Block | Footnote
Read = tuple[list[Node], int]
