"""The sitemap: the pages of a site, as https://www.sitemaps.org/protocol.html has them."""

from __future__ import annotations

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportsite.site.sitemap import MOST, write_sitemap
from small_archive import contents

SPACE = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
URL = "https://example.org/archive/"


def urls(folder: Path, name: str = "sitemap.xml") -> list[str | None]:
    root = ElementTree.fromstring((folder / name).read_bytes())
    assert root.tag == f"{{{SPACE['']}}}urlset"
    assert {child.tag for child in root} <= {f"{{{SPACE['']}}}url"}
    return [found.text for found in root.findall("url/loc", SPACE)]


def test_pages_are_named_in_order_and_nothing_else(tmp_path: Path) -> None:
    files = ["reports/b/index.html", "index.html", "about/index.html", "404.html", "a/b.css"]
    write_sitemap(tmp_path, URL, [*files, "a/index.html.gz", "myindex.html"])
    assert urls(tmp_path) == [
        "https://example.org/archive/",
        "https://example.org/archive/about/",
        "https://example.org/archive/reports/b/",
    ]


def test_the_bytes(tmp_path: Path) -> None:
    write_sitemap(tmp_path, "https://example.org", ["index.html"])
    assert (tmp_path / "sitemap.xml").read_bytes() == (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        b"<url><loc>https://example.org/</loc></url>\n"
        b"</urlset>\n"
    )


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a b/index.html", "a%20b/"),
        ("é/index.html", "%C3%A9/"),
        ("a&b/index.html", "a%26b/"),
        ("a<b>/index.html", "a%3Cb%3E/"),
    ],
)
def test_addresses_are_as_in_a_link(path: str, address: str, tmp_path: Path) -> None:
    write_sitemap(tmp_path, URL, [path])
    assert urls(tmp_path) == [URL + address]


def test_an_address_with_a_sign_of_xml_is_escaped(tmp_path: Path) -> None:
    write_sitemap(tmp_path, "https://example.org/?a=1&b=2", ["index.html"])
    assert urls(tmp_path) == ["https://example.org/?a=1&b=2/"]


def test_of_a_site_without_an_address_it_is_empty(tmp_path: Path) -> None:
    write_sitemap(tmp_path, "", ["index.html"])
    assert urls(tmp_path) == []


def test_the_same_pages_in_any_order_give_the_same_bytes_compressed_too(tmp_path: Path) -> None:
    pages = [f"{n}/index.html" for n in range(9)]
    for folder, order in (("one", pages), ("other", pages[::-1])):
        (tmp_path / folder).mkdir()
        write_sitemap(tmp_path / folder, URL, order)
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    assert one == other
    assert gzip.decompress(one["sitemap.xml.gz"]) == one["sitemap.xml"]


def test_one_file_holds_as_many_as_the_protocol_allows(tmp_path: Path) -> None:
    write_sitemap(tmp_path, URL, [f"{n:05}/index.html" for n in range(MOST)])
    assert len(urls(tmp_path)) == MOST == 50_000
    assert contents(tmp_path).keys() == {"sitemap.xml", "sitemap.xml.gz"}


def test_more_are_split_and_the_sitemap_names_the_parts(tmp_path: Path) -> None:
    write_sitemap(tmp_path, URL, [f"{n:05}/index.html" for n in range(MOST + 1)])
    root = ElementTree.fromstring((tmp_path / "sitemap.xml").read_bytes())
    assert root.tag == f"{{{SPACE['']}}}sitemapindex"
    assert [found.text for found in root.findall("sitemap/loc", SPACE)] == [
        f"{URL}sitemap-1.xml",
        f"{URL}sitemap-2.xml",
    ]
    assert len(urls(tmp_path, "sitemap-1.xml")) == MOST
    assert urls(tmp_path, "sitemap-2.xml") == [f"{URL}50000/"]


def test_robots_find_every_page_of_a_built_site(built: Path) -> None:
    """The small archive says no address of its site, so that it names none."""
    assert urls(built / "site") == []
    assert (built / "site/sitemap.xml.gz").is_file()
