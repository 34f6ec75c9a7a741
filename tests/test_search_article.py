"""A section's article, in the form in which Pagefind is to read it."""

from __future__ import annotations

import pytest

from reportsite.site.search_article import article_of, has_words, part_joined, prepared


@pytest.mark.parametrize(
    "article",
    [
        "<article data-pagefind-body>a</article>",
        "<div class='x' data-pagefind-body><div>a</div>b</div>",
    ],
)
def test_the_article_is_found_with_what_stands_in_it(article: str) -> None:
    assert article_of(f"<main><p>a</p>{article}<div>c</div></main>") == article


def test_a_page_without_an_article_has_none() -> None:
    assert article_of("<article>data-pagefind-body</article>") is None


def test_an_article_that_is_not_closed_is_a_fault() -> None:
    with pytest.raises(ValueError, match="not closed"):
        article_of("<article data-pagefind-body><p>text")


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("<article id='a' data-pagefind-body><h1>—</h1> …</article>", False),
        ("<article data-pagefind-body><h1>1</h1></article>", True),
        ("<article data-pagefind-body><p>слово</p></article>", True),
        ("<article data-pagefind-body></article>", False),
        ('<div data-pagefind-body><p id="p1" data-pagefind-ignore="all">¶1 gone</p></div>', False),
        ('<div data-pagefind-body><dl class="x" data-pagefind-ignore>a</dl></div>', False),
        ('<div data-pagefind-body><p class="pull-quote">a</p></div>', False),
        ('<div data-pagefind-body><p><a class="pn" href="#p1">¶1</a> …</p></div>', False),
        ("<div data-pagefind-body><p data-pagefind-ignore>a</p><p>b</p></div>", True),
    ],
)
def test_an_article_has_words_where_its_text_has_a_letter_or_a_digit(
    article: str, found: bool
) -> None:
    assert has_words(article) is found


def test_attributes_and_words_are_kept_when_joined_words_are_parted() -> None:
    page = prepared('<article id="a-b" data-pagefind-body>police—<em>who</em> c-d</article>')
    assert 'id="a-b"' in page
    assert "police—\u2060 <em>who</em> c-\u2060 d" in page


def test_joined_words_are_parted_in_names_but_not_in_the_values_of_filters() -> None:
    page = prepared(
        '<article data-pagefind-body data-title="Ill-treatment &amp; &quot;so-called&quot;" '
        'data-theme-1="ill-treatment" data-theme-label="Ill-treatment">a</article>'
    )
    assert 'data-title="Ill-\u2060 treatment &amp; &quot;so-\u2060 called&quot;"' in page
    assert 'data-theme-label="Ill-\u2060 treatment"' in page
    assert 'data-theme-1="ill-treatment"' in page


def test_parting_adds_nothing_but_joiners_and_spaces() -> None:
    text = (
        "The well-known A/HRC/13/39 (2009–2010) said…no. End.Start, U.N. e.g. 1,234 禁止酷刑。end"
    )
    assert part_joined(text).replace("\u2060 ", "") == text


def test_labels_of_a_paragraphs_own_themes_become_ids() -> None:
    label = '<a class="pt" href="../../../../themes/{0}/">A label</a>'
    page = prepared(
        f'<article data-pagefind-body><p id="p3">One. {label.format("torture")} '
        f"{label.format('impunity')}</p>"
        f'<ul><li id="p12a">Two. {label.format("detention")}</li></ul></article>'
    )
    assert '<p id="p3">One. <b id="p3~torture"></b> <b id="p3~impunity"></b></p>' in page
    assert '<li id="p12a">Two. <b id="p12a~detention"></b></li>' in page
    assert "A label" not in page


def test_the_label_of_a_theme_without_a_paragraph_is_left_out() -> None:
    page = prepared('<article data-pagefind-body>a<a class="pt" href="themes/x/">b</a></article>')
    assert "<body><article data-pagefind-body>a</article>" in page
