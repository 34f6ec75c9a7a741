"""A command that is told to end does so, at any moment and however often it is told."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from builds import copy_tree
from reportsite.interrupts import (
    ARCHIVE_MADE,
    IMPORT_STOPPED,
    NOTHING_WRITTEN,
    SITE_BUILT,
    STOPPED,
)
from running import UNHURRIED, Done, call, finished, heeding_interrupts, run
from serving import free_port
from small_archive import contents, new_archive

ENDED = Done(130, "", "\nOver.\n")


def script(text: str, *arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run a script as the first of a group of its own."""
    command = [sys.executable, "-c", UNHURRIED + text, *map(str, arguments)]
    return finished(command, cwd, start_new_session=True, preexec_fn=heeding_interrupts)


BURST = """
import os, signal, threading, time
from reportsite.interrupts import handle_signals
handle_signals("Over.")
def tell():
    for _ in range(50):
        os.killpg(0, signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=tell, daemon=True).start()
{}
"""


@pytest.mark.parametrize(
    "busy",
    [
        "time.sleep(60)",
        "while True: pass",
        "threading.Event().wait()",
        "while True: threading.Thread(target=int).start()",
        # an exception that a signal raised there would be written, and lost
        "class Dies:\n    def __del__(self): time.sleep(60)\nDies()",
        "import subprocess; subprocess.run(['sleep', '60'])",
    ],
)
def test_a_hundred_signals_end_it_with_one_line(busy: str) -> None:
    assert script(BURST.format(busy)) == ENDED


def test_one_that_has_no_output_ends_all_the_same(tmp_path: Path) -> None:
    done = script(
        "import os, signal\n"
        "from pathlib import Path\n"
        "from reportsite.interrupts import on_stop, handle_signals\n"
        "os.close(1), os.close(2)\n"
        "handle_signals('Over.')\n"
        "on_stop(Path('ending').touch)\n"
        "signal.raise_signal(signal.SIGTERM)\n",
        cwd=tmp_path,
    )
    assert (done, (tmp_path / "ending").exists()) == (Done(130, "", ""), True)


def test_nothing_that_another_thread_says_comes_behind() -> None:
    done = script(
        "import os, signal, sys, threading, time\n"
        "from reportsite.interrupts import on_stop, handle_signals\n"
        "def speak():\n"
        "    while True:\n"
        "        if is_ending: print('later', flush=True); os.write(2, b'later')\n"
        "is_ending = False\n"
        "def ending():\n"
        "    global is_ending\n"
        "    is_ending = True\n"
        "    time.sleep(0.1)\n"
        "handle_signals('Over.')\n"
        "on_stop(ending)\n"
        "threading.Thread(target=speak, daemon=True).start()\n"
        "signal.raise_signal(signal.SIGTERM)\n"
    )
    assert done == ENDED


WHOLE = """
import os, signal, sys, threading, time
from pathlib import Path
from reportsite.interrupts import Uninterrupted, handle_signals, set_stop_message
handle_signals("Over.")
def write():
    with Uninterrupted():
        with Uninterrupted():
            begun.set()
            if sys.argv[1] == "main": signal.raise_signal(signal.SIGINT)
            time.sleep(0.1)
        Path("first").touch()
        set_stop_message("Over, with two files.")
        Path("second").touch()
    Path("third").touch()
begun = threading.Event()
if sys.argv[1] == "main":
    write()
else:
    threading.Thread(target=write).start()
    begun.wait()
    signal.raise_signal(signal.SIGINT)
"""


def test_what_is_to_be_whole_is_done_before_it_ends(tmp_path: Path) -> None:
    done = script(WHOLE, "main", cwd=tmp_path)
    assert done == Done(130, "", "\nOver, with two files.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]


def test_what_is_to_be_whole_in_another_thread_is_waited_for(tmp_path: Path) -> None:
    done = script(WHOLE, "other", cwd=tmp_path)
    assert done == Done(130, "", "\nOver, with two files.\n")
    assert {"first", "second"} <= {path.name for path in tmp_path.iterdir()}


def test_threads_that_begin_at_once_do_not_miscount_what_is_to_be_whole(tmp_path: Path) -> None:
    done = script(
        "import signal, threading, time\n"
        "from pathlib import Path\n"
        "from reportsite.interrupts import Uninterrupted, handle_signals\n"
        "handle_signals('Over.')\n"
        "is_main_thread = interrupts._is_main_thread\n"
        "other_begins, main_is_within = threading.Event(), threading.Event()\n"
        "def slowly():\n"
        "    if is_main_thread(): return True\n"
        "    other_begins.set(), main_is_within.wait()\n"
        "interrupts._is_main_thread = slowly\n"
        "def other():\n"
        "    with Uninterrupted(): pass\n"
        "threading.Thread(target=other, daemon=True).start()\n"
        "other_begins.wait()\n"
        "with Uninterrupted():\n"
        "    main_is_within.set(), time.sleep(0.1)\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    Path('whole').touch()\n",
        cwd=tmp_path,
    )
    assert (done, (tmp_path / "whole").exists()) == (ENDED, True)


def test_it_ends_where_no_thread_is_to_be_had() -> None:
    done = script(
        "import _thread, signal, time\n"
        "from reportsite.interrupts import handle_signals\n"
        "handle_signals('Over.')\n"
        "def none(*arguments): raise RuntimeError('can\\'t start new thread')\n"
        "_thread.start_new_thread = none\n"
        "signal.raise_signal(signal.SIGTERM)\n"
        "time.sleep(60)\n"
    )
    assert done == ENDED


def test_a_failure_within_what_is_to_be_whole_ends_it_too() -> None:
    done = script(
        "import signal\n"
        "from reportsite.interrupts import Uninterrupted, handle_signals\n"
        "handle_signals('Over.')\n"
        "with Uninterrupted():\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    raise ValueError\n"
    )
    assert done == ENDED


def test_one_in_the_background_goes_on_at_ctrl_c_and_ends_at_sigterm() -> None:
    done = script(
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from reportsite.interrupts import handle_signals\n"
        "handle_signals('Over.')\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "print('goes on', flush=True)\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    assert done == Done(130, "goes on\n", "\nOver.\n")


def test_a_process_that_is_told_to_end_ends_the_command() -> None:
    done = script(
        "import os, signal, time\n"
        "from reportsite.interrupts import handle_signals\n"
        "from reportsite.processes import Pool\n"
        "handle_signals('Over.')\n"
        "pool = Pool(2)\n"
        "process = pool.submit(os.getpid).result()\n"
        "pool.submit(time.sleep, 3600), pool.submit(time.sleep, 3600)\n"
        "os.kill(process, signal.SIGTERM)\n"
        "time.sleep(60)\n"
    )
    assert done == ENDED


def test_whoever_loads_the_package_hears_signals_as_before() -> None:
    done = script(
        "import signal\n"
        "handled = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)\n"
        "import reportsite.__main__\n"
        "assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == set()\n"
        "assert handled == (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))\n"
    )
    assert done == Done(0, "", "")


AT_A_STEP = """
import os, signal, sys
number, steps = int(sys.argv.pop(1)), 0
# what is compiled already, and what is not, takes as many steps
sys.dont_write_bytecode = True

def count(event, arguments):
    global steps
    if event == "open" and str(arguments[0]).endswith((".py", ".pyc")):
        return
    if event in ("import", "open", "os.rename", "os.link", "os.mkdir", "subprocess.Popen"):
        steps += 1
        if steps == number:
            os.killpg(0, signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGINT)

sys.argv[0] = "reportsite"
exit_process = interrupts.exit_process

def left(status):
    os.write(2, f"steps {steps}\\n".encode())
    exit_process(status)

interrupts.exit_process = left
from reportsite import main
sys.addaudithook(count)
main()
"""


def at_step(number: int, *command: str | Path) -> Done:
    """Run a command that is told to end, twice, at a step; at step 0 it is told nothing."""
    return script(AT_A_STEP, str(number), *command)


def steps_of(done: Done) -> int:
    """Return how many steps a command took that was told nothing."""
    assert done.status == 0, done.err
    return int(done.lines[-1].removeprefix("steps "))


def spread(steps: int, number: int) -> Sequence[int]:
    """Return so many steps, from the first to the last."""
    return [1 + (steps - 1) * at // (number - 1) for at in range(number)]


def test_check_ends_at_any_step(built: Path) -> None:
    steps = steps_of(at_step(0, "check", "--root", built))
    for step in spread(steps, 4):
        done = at_step(step, "check", "--root", built)
        assert (done.status, done.out) == (130, ""), f"{step} of {steps}: {done}"
        assert done.err in (f"\n{STOPPED}\n", f"\n{NOTHING_WRITTEN}\n")


def test_a_new_archive_is_made_or_not(tmp_path: Path) -> None:
    steps = steps_of(at_step(0, "new", tmp_path / "whole"))
    whole = contents(tmp_path / "whole")
    for step in spread(steps, 4):
        done = at_step(step, "new", tmp_path / str(step))
        made = contents(tmp_path / str(step)) if (tmp_path / str(step)).exists() else {}
        assert (done.status, done.out) == (130, ""), f"{step} of {steps}: {done}"
        if done.err == f"\n{ARCHIVE_MADE}\n":
            assert made == whole
        else:
            assert (done.err in (f"\n{STOPPED}\n", f"\n{NOTHING_WRITTEN}\n"), made) == (True, {})


def test_an_import_leaves_a_whole_report_or_none(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Kazakhstan\n\nSomething stands here.\n", encoding="utf-8")
    command = ("import", text, "--country", "KAZ", "--year", "2010", "--root")
    new_archive(tmp_path / "0", {})
    steps = steps_of(at_step(0, *command, tmp_path / "0"))
    whole = contents(tmp_path / "0")
    for step in spread(steps, 4):
        root = new_archive(tmp_path / str(step), {})
        empty = contents(root)
        done = at_step(step, *command, root)
        assert (done.status, done.out) == (130, ""), f"{step} of {steps}: {done}"
        assert done.err in (f"\n{STOPPED}\n", f"\n{IMPORT_STOPPED}\n")
        assert contents(root) in (empty, whole)


def test_a_build_says_which_site_is_there(built: Path, tmp_path: Path) -> None:
    old = contents(built / "site")
    edited = copy_tree(built, tmp_path / "0")
    edit(edited)
    steps = steps_of(at_step(0, "build", "--root", edited))
    new = contents(edited / "site")
    said = set()
    for step in {*spread(steps, 3), *range(steps - 4, steps, 2)}:
        root = copy_tree(built, tmp_path / f"at {step}")
        edit(root)
        done = at_step(step, "build", "--root", root)
        assert (done.status, done.out) == (130, ""), f"{step} of {steps}: {done}"
        assert done.err.count("Stopped") == 1
        site = {STOPPED: old, SITE_BUILT: new}[done.lines[-1]]
        assert contents(root / "site") == site, f"{step} of {steps}: {done}"
        said.add(done.lines[-1])
    assert len(said) == 2


def edit(root: Path) -> None:
    report = root / "reports/kazakhstan/2010.md"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("zirconium", "beryllium"), encoding="utf-8")


# the second signal comes while the first is answered, as `timeout` sends it through `uv run`
SERVING = """
import os, signal, sys, threading, time, urllib.request
from reportsite import main, processes
from reportsite.interrupts import on_stop
port = sys.argv[-1]

def again():
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)

def tell():
    while True:
        time.sleep(0.1)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)
            break
        except OSError:
            pass
    os.kill(os.getpid(), signal.SIGTERM)

on_stop(again)
threading.Thread(target=tell, daemon=True).start()
main()
"""


def test_a_server_ends_at_two_signals_one_within_the_other(built: Path, tmp_path: Path) -> None:
    root = copy_tree(built, tmp_path / "archive")
    done = script(SERVING, "serve", "--root", root, "--port", str(free_port()))
    assert (done.status, done.lines[-1]) == (130, STOPPED)
    assert done.err.count(STOPPED) == 1


def test_a_command_that_is_done_ends_with_its_own_status(built: Path) -> None:
    assert run("check", "--root", built).status == 0
    assert run("check", "--root", built / "docs").status == 1
    assert run("check", "--what").status == 2


def test_output_that_nobody_reads_is_no_fault_of_ours(built: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "reportsite", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate()
    assert b"Traceback" not in err


def test_signals_in_a_test_change_nothing(built: Path) -> None:
    """The command as tests call it, within this process, heeds no signal."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    assert call("check", "--root", built).status == 0
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
