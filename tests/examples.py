"""How many examples hypothesis makes: of what a test wants, the share of a profile."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

# of the profile that makes as many as a test wants
WHOLE = 100
FEWEST = 5


def examples(wanted: int, **more: Any) -> settings:
    """Return settings by which a test has `wanted` examples when it is run thoroughly."""
    share: int = settings.get_profile(settings.get_current_profile_name()).max_examples
    return settings(max_examples=max(wanted * share // WHOLE, min(wanted, FEWEST)), **more)
