"""How long each stage of a build took, for the benchmark script."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

# names the file that a build is to write its times to
VARIABLE = "REPORTSITE_TIMINGS"


def write_timings(seconds: Mapping[str, float]) -> None:
    """Write the seconds of each stage, summed over all processes, where somebody asks for them."""
    if file := os.environ.get(VARIABLE):
        stages = {stage: round(taken, 3) for stage, taken in seconds.items()}
        Path(file).write_text(json.dumps({"stages": stages}), encoding="utf-8")
