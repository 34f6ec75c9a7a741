"""The search index of a built site: what it says of the themes of its sections."""

from __future__ import annotations

from pathlib import Path

from search_bundles import facets, fragments


def test_a_theme_is_that_of_a_section_or_of_one_of_its_paragraphs(built: Path) -> None:
    pages = fragments(built / "site" / "pagefind").values()
    themes = {
        (page["filters"]["year"][0], page["meta"]["title"]): page["filters"].get("theme")
        for page in pages
        if page["filters"]["country"] == ["kazakhstan"]
    }
    assert themes == {
        ("2010", "Summary"): ["torture"],
        ("2010", "Torture and other ill-\u2060 treatment"): ["torture", "impunity"],
        ("2010", "Prisons"): ["detention"],
        ("2010", "Impunity"): ["impunity"],
        ("2010", "Qwertyuiop"): ["unclassified"],
        ("2012", "Torture"): ["torture"],
        ("2012", "Background"): ["background"],
    }


def test_a_section_counts_once_for_each_of_its_themes(built: Path) -> None:
    themes = facets(built / "site" / "pagefind")["theme"]
    assert {theme: len(pages) for theme, pages in themes.items()} == {
        "torture": 4, "impunity": 2, "detention": 1, "unclassified": 1, "background": 1,
    }  # fmt: skip
