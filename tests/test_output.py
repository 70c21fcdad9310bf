"""Files are written all at once or not at all, and nothing else in the folder is touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import matchmaker
from matchmaker.errors import UsageError
from matchmaker.output import finish, write_all

OLD = {"schedule.json": b"old schedule", "agendas.pdf": b"old agendas", "index.html": b"old page"}
NEW = {"schedule.json": b"new schedule", "agendas.pdf": b"new agendas", "index.html": b"new page"}
FOREIGN = {"notes.txt": b"mine", ".hidden": b"mine too"}


def content(folder: Path) -> dict[str, bytes]:
    """All files in a folder, hidden ones too, by name; folders below it are named as well."""
    return {one.name: one.read_bytes() if one.is_file() else b"<folder>" for one in folder.iterdir()}


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files in it."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_folder_that_is_missing_is_made_with_its_parents(tmp_path: Path) -> None:
    write_all(tmp_path / "a" / "b", NEW)
    assert content(tmp_path / "a" / "b") == NEW


def test_files_are_replaced_and_others_are_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, OLD | FOREIGN)
    write_all(tmp_path, NEW)
    assert content(tmp_path) == NEW | FOREIGN


def test_files_can_be_read_by_whom_the_user_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_all(tmp_path / "plan", NEW)
    finally:
        os.umask(before)
    assert {(tmp_path / "plan" / name).stat().st_mode & 0o777 for name in NEW} == {0o640}


def test_an_empty_set_of_files_leaves_no_folder(tmp_path: Path) -> None:
    write_all(tmp_path / "a" / "b", {})
    assert content(tmp_path) == {}


@pytest.mark.parametrize("below", ["plan", "plan/deeper"])
def test_a_file_in_the_place_of_the_folder_is_refused_and_kept(tmp_path: Path, below: str) -> None:
    (tmp_path / "plan").write_bytes(b"mine")
    with pytest.raises(UsageError, match="the folder cannot be made"):
        write_all(tmp_path / below, NEW)
    assert content(tmp_path) == {"plan": b"mine"}


@pytest.mark.parametrize("below", ["x" * 300, "a/b/" + "x" * 300])
def test_a_folder_that_cannot_be_made_leaves_no_parents(tmp_path: Path, below: str) -> None:
    with pytest.raises(UsageError, match="File name too long"):
        write_all(tmp_path / below, NEW)
    assert content(tmp_path) == {}


@pytest.mark.parametrize("name", NEW)
def test_a_folder_in_the_place_of_a_file_leaves_all_as_it_was(tmp_path: Path, name: str) -> None:
    fill(tmp_path, {key: data for key, data in OLD.items() if key != name} | FOREIGN)
    (tmp_path / name).mkdir()
    before = content(tmp_path)
    with pytest.raises(UsageError, match="cannot be written"):
        write_all(tmp_path, NEW)
    assert content(tmp_path) == before


def failing_replace(failure: BaseException, at: str) -> Callable[[Path, Path], Path]:
    """`Path.replace` that fails when a file of ours is moved into its place."""
    replace = Path.replace

    def move(path: Path, target: Path) -> Path:
        if path.name == at and path.parent.name == "new":
            raise failure
        return replace(path, target)

    return move


@pytest.mark.parametrize("at", NEW)
@pytest.mark.parametrize("old", [{}, OLD, {"agendas.pdf": b"old agendas"}], ids=["none", "all", "one"])
def test_a_move_that_fails_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, old: dict[str, bytes]
) -> None:
    fill(tmp_path, old | FOREIGN)
    monkeypatch.setattr(Path, "replace", failing_replace(OSError(28, "No space left on device"), at))
    with pytest.raises(UsageError, match=r"cannot be written \(No space left on device\); nothing was changed"):
        write_all(tmp_path, NEW)
    assert content(tmp_path) == old | FOREIGN


def test_ctrl_c_between_two_moves_takes_the_first_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, OLD)
    monkeypatch.setattr(Path, "replace", failing_replace(KeyboardInterrupt(), "index.html"))
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, NEW)
    assert content(tmp_path) == OLD


def no_links(*_: object, **__: object) -> None:
    """`os.link` on a file system without links."""
    raise OSError(95, "Operation not supported")


def test_old_files_come_back_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, OLD)
    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(Path, "replace", failing_replace(OSError(5, "Input/output error"), "index.html"))
    with pytest.raises(UsageError):
        write_all(tmp_path, NEW)
    assert content(tmp_path) == OLD


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, OLD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write_all(tmp_path, NEW)
    assert content(tmp_path) == OLD


def test_a_failure_leaves_no_folder_that_was_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(UsageError):
        write_all(tmp_path / "a" / "b", NEW)
    assert content(tmp_path) == {}


# Without importing all of matchmaker, which takes seconds: a package of this name with the same path.
KILLED = """
import os, sys, types
from pathlib import Path
package = types.ModuleType("matchmaker")
package.__path__ = [sys.argv[1]]
sys.modules["matchmaker"] = package
from matchmaker import output
original = getattr({owner}, "{function}")
calls = 0
def slow(*arguments):
    global calls
    calls += 1
    if calls == {call}:
        print("now", flush=True)
        sys.stdin.read()
    return original(*arguments)
{owner}.{function} = slow
names = ("schedule.json", "agendas.pdf", "index.html")
output.write_all(Path(sys.argv[2]), {{name: b"new " + name.encode() for name in names}})
"""


def kill_during(folder: Path, owner: str, function: str, call: int) -> dict[str, bytes]:
    """The folder's visible files after the process that writes them was killed when it called a function."""
    script = KILLED.format(owner=owner, function=function, call=call)
    package = str(Path(matchmaker.__file__).parent)
    with subprocess.Popen(
        [sys.executable, "-c", script, package, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"now\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    found = content(folder) if folder.exists() else {}
    return {name: data for name, data in found.items() if not name.startswith(".")}


@pytest.mark.parametrize("call", [1, 3])
def test_killed_while_files_are_made_the_old_plan_is_whole(tmp_path: Path, call: int) -> None:
    fill(tmp_path, OLD)
    assert kill_during(tmp_path, "os", "fsync", call) == OLD


WHOLE = {name: b"new " + name.encode() for name in NEW}


@pytest.mark.parametrize("call", [1, 2, 3])
def test_killed_between_two_moves_the_next_who_comes_makes_the_others(tmp_path: Path, call: int) -> None:
    fill(tmp_path, OLD | FOREIGN)
    left = kill_during(tmp_path, "Path", "replace", call)
    done = dict(list(WHOLE.items())[: call - 1])
    assert left == OLD | done | {"notes.txt": b"mine"}
    assert finish(tmp_path)
    assert content(tmp_path) == WHOLE | FOREIGN
    assert not finish(tmp_path)


def test_whoever_writes_next_makes_them_first(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    kill_during(tmp_path, "Path", "replace", 2)
    write_all(tmp_path, {"schedule.json": b"newer"})
    assert content(tmp_path) == WHOLE | {"schedule.json": b"newer"}


@pytest.mark.parametrize(("owner", "function", "call"), [("os", "fsync", 2), ("Path", "rename", 1)])
def test_killed_before_a_new_folder_is_there_nothing_is(tmp_path: Path, owner: str, function: str, call: int) -> None:
    folder = tmp_path / "plan"
    assert kill_during(folder, owner, function, call) == {}
    write_all(folder, NEW)
    assert content(folder) == NEW


def test_what_somebody_changed_since_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    kill_during(tmp_path, "Path", "replace", 2)
    later = max(one.stat().st_mtime_ns for one in tmp_path.rglob("*")) + 10**9
    (tmp_path / "index.html").write_bytes(b"by hand")
    os.utime(tmp_path / "index.html", ns=(later, later))
    assert not finish(tmp_path)
    assert (tmp_path / "index.html").read_bytes() == b"by hand"
    assert (tmp_path / "agendas.pdf").read_bytes() == OLD["agendas.pdf"]


def test_what_died_while_it_took_files_back_is_finished_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, OLD)
    replace = Path.replace

    def dying(path: Path, target: Path) -> Path:
        if path.name == "index.html" or target.parent.name == "new":
            raise OSError(5, "Input/output error")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", dying)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(UsageError):
        write_all(tmp_path, NEW)
    monkeypatch.undo()
    assert finish(tmp_path)
    assert content(tmp_path) == NEW


def test_only_files_are_moved(tmp_path: Path) -> None:
    """A folder that somebody else prepared cannot make links of its own out of ours."""
    fill(tmp_path, OLD)
    new = tmp_path / ".matchmaker-x" / "new"
    new.mkdir(parents=True)
    (new / "index.html").symlink_to("/etc/passwd")
    (new.parent / "ready").write_bytes(b"")
    assert not finish(tmp_path)
    assert content(tmp_path) == OLD


def test_what_a_killed_process_left_does_not_hinder_the_next(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    kill_during(tmp_path, "os", "fsync", 2)
    write_all(tmp_path, NEW)
    assert {name: data for name, data in content(tmp_path).items() if not name.startswith(".")} == NEW


def test_files_of_folders_are_written_and_taken_back_with_their_folders(tmp_path: Path) -> None:
    write_all(tmp_path / "out", {"a/one": b"1", "a/b/two": b"2", "three": b"3"})
    found = {
        str(one.relative_to(tmp_path / "out")): one.read_bytes()
        for one in (tmp_path / "out").rglob("*")
        if one.is_file()
    }
    assert found == {"a/one": b"1", "a/b/two": b"2", "three": b"3"}
    (tmp_path / "out" / "wall").mkdir()
    with pytest.raises(UsageError, match="nothing was changed"):
        write_all(tmp_path / "out", {"a/one": b"new", "wall": b"x"})
    (tmp_path / "out" / "file").write_bytes(b"")
    with pytest.raises(UsageError):
        write_all(tmp_path / "out", {"a/one": b"new", "new/one": b"1", "file/x": b"x"})
    assert (tmp_path / "out" / "a" / "one").read_bytes() == b"1"
    assert not (tmp_path / "out" / "new").exists()
