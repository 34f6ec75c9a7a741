"""The set-up of the browser tests: what it takes, what it installs, what it says if it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

import browser


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without browser, on which what is run is noted and installs nothing."""
    ran: list[str] = []

    def run(command: list[str], environment: dict[str, str]) -> str:
        ran.append(" ".join(command[-3:]))
        return "no network"

    monkeypatch.setattr(browser, "_on_machine", lambda: None)
    monkeypatch.setattr(browser, "_run", run)
    return ran


def test_a_browser_on_the_machine_is_taken(
    bare: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(browser, "_on_machine", lambda: tmp_path / "chrome")
    assert browser.find_or_install(tmp_path / "none") == tmp_path / "chrome"
    assert bare == []


def test_an_earlier_download_is_taken(bare: list[str], tmp_path: Path) -> None:
    own = tmp_path / "chrome"
    own.touch()
    assert browser.find_or_install(own) == own
    assert bare == []


def test_without_any_the_reasons_are_said(
    bare: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(browser, "_may_install_package", lambda: True)
    with pytest.raises(browser.NoBrowserError) as raised:
        browser.find_or_install(tmp_path / "none")
    assert str(raised.value) == (
        "no Chromium or Chrome on this machine; "
        "Debian's package: no network; Playwright's download: no network"
    )
    assert bare == [
        "apt-get update",
        "install --yes chromium-headless-shell",
        "playwright install chromium",
    ]


def test_elsewhere_than_on_debian_only_the_download_is_tried(
    bare: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(browser, "_may_install_package", lambda: False)
    with pytest.raises(browser.NoBrowserError):
        browser.find_or_install(tmp_path / "none")
    assert bare == ["playwright install chromium"]
