"""A build on a Dask cluster, and in shards: the same site as on one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from reportsite.site.making import cluster as module
from reportsite.site.making.workshop import Shop, workshop_of
from reportsite.site.replacing import BuildFailedError
from running import call
from small_archive import contents, new_archive

SHARDS = "plugins:\n  - reportsite:\n      shards: 2\n"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
    ) as local:
        yield local


def whole(root: Path) -> Path:
    return new_archive(root)


def in_shards(root: Path) -> Path:
    new_archive(root)
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("plugins:\n  - reportsite\n", SHARDS), encoding="utf-8")
    return root


def steps_done(cluster: LocalCluster) -> int:
    with Client(cluster) as client:  # type: ignore[no-untyped-call]
        counted: int = client.run_on_scheduler(
            lambda dask_scheduler: dask_scheduler.transition_counter
        )
    return counted


@pytest.mark.parametrize("prepare", [whole, in_shards])
def test_cluster_makes_the_same_site(
    tmp_path: Path, cluster: LocalCluster, prepare: Callable[[Path], Path]
) -> None:
    here, there = prepare(tmp_path / "here"), prepare(tmp_path / "there")
    alone = call("build", "--root", here)
    before = steps_done(cluster)
    done = call("build", "--root", there, "--scheduler", cluster.scheduler_address)
    assert (done.status, done.err) == (0, alone.err)
    assert steps_done(cluster) > before
    assert contents(there / "site") == contents(here / "site")


def test_shards_have_an_index_each(tmp_path: Path) -> None:
    archive = in_shards(tmp_path)
    assert call("build", "--root", archive).status == 0
    bundles = sorted(file.parent.name for file in archive.glob("site/pagefind/*/pagefind.js"))
    assert bundles == ["1", "2"]
    assert not (archive / "site/pagefind/pagefind.js").exists()


def test_fault_is_said_as_on_one_machine(tmp_path: Path, cluster: LocalCluster) -> None:
    archive = new_archive(tmp_path)
    report = archive / "reports/kazakhstan/2010.md"
    report.write_text("---\ncountry: KAZ\n---\n\nText.\n", encoding="utf-8")
    alone = call("build", "--root", archive)
    done = call("build", "--root", archive, "--scheduler", cluster.scheduler_address)
    assert (done.status, done.out, done.err) == (1, alone.out, alone.err)


def test_scheduler_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # nobody is there to answer, however long one waits
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    done = call("build", "--root", new_archive(tmp_path), "--scheduler", "tcp://127.0.0.1:1")
    assert done.status == 1
    assert done.err.startswith("--scheduler: tcp://127.0.0.1:1 does not answer (")
    assert not (tmp_path / "site").exists()


def test_worker_with_another_program_or_archive_makes_nothing(tmp_path: Path) -> None:
    archive = new_archive(tmp_path)
    with pytest.raises(BuildFailedError, match="is not what it was when the build began"):
        workshop_of(Shop(str(archive / "mkdocs.yml"), ("pagefind/",), "another"))
