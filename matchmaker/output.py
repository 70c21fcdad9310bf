"""Writing: the only place that puts files on disk, all of them or none.

Every file is first written in full, and synced, in a hidden folder. A folder that is new then appears with all of them
at once. In one that was there, a mark says that all are ready, and they are moved into place; if a move fails, those
already made are taken back, and if the process dies between two moves, whoever comes next makes the others. Files that
are not ours are never touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from matchmaker.errors import UsageError

HIDDEN = ".matchmaker-"
# In the hidden folder: the new files, what they replace, and the mark that all are ready.
NEW, OLD, READY = "new", "old", "ready"


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder, which is made if it does not exist; a `/` in a name stands for a folder in it.

    Raises:
        UsageError: if that is not possible; the folder is then as it was.
    """
    made = _make(folder)
    staging: Path | None = None
    try:
        finish(folder)
        staging = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=folder.parent if folder in made else folder))
        (staging / NEW).mkdir()
        for name, content in files.items():
            _write(staging / NEW / name, content)
        if folder in made and files:
            folder.rmdir()
            (staging / NEW).rename(folder)
        else:
            _move(staging, folder, tuple(files))
    except OSError as error:
        msg = f"{folder}: cannot be written ({error.strerror}); nothing was changed"
        raise UsageError(msg) from None
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
        _unmake(made)


def finish(folder: Path) -> bool:
    """Make the moves that a process which died had left to make, unless somebody has changed a file since; if it did.

    Raises:
        OSError: if that is not possible.
    """
    is_done = False
    for ready in sorted(folder.glob(f"{HIDDEN}*/{READY}")):
        new, since = ready.parent / NEW, ready.stat().st_mtime_ns
        left = [path for path in sorted(new.rglob("*")) if path.is_file() and not path.is_symlink()]
        moves = [(path, folder / path.relative_to(new)) for path in left]
        if any(place.exists() and place.stat().st_mtime_ns > since for _, place in moves):
            continue
        for path, place in moves:
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
            is_done = True
        shutil.rmtree(ready.parent, ignore_errors=True)
    return is_done


def _make(folder: Path) -> tuple[Path, ...]:
    """Make the folder and its parents; those that were made, innermost first."""
    missing: tuple[Path, ...] = ()
    try:
        missing = tuple(one for one in (folder, *folder.parents) if not one.exists())
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _unmake(missing)
        msg = f"{folder}: the folder cannot be made ({error.strerror})"
        raise UsageError(msg) from None
    return missing


def _unmake(made: tuple[Path, ...]) -> None:
    """Take away the folders that were made and hold nothing, innermost first."""
    for one in made:
        with contextlib.suppress(OSError):
            one.rmdir()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(staging: Path, folder: Path, names: tuple[str, ...]) -> None:
    """Move staged files into place; on failure put back what was there."""
    new, old, made = staging / NEW, staging / OLD, list[Path]()
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{name} is a folder")
        if (folder / name).exists():
            _keep(folder / name, old / name)
    try:
        for name in names:
            if not (folder / name).parent.is_dir():
                made += _make((folder / name).parent)
        _write(staging / READY, b"")
        for name in names:
            (new / name).replace(folder / name)
    except BaseException:
        _take_back(staging, folder, [name for name in names if not (new / name).exists()])
        _unmake(tuple(reversed(made)))
        raise


def _take_back(staging: Path, folder: Path, names: Sequence[str]) -> None:
    """Put back what was there before; should the process die meanwhile, the mark lets all be moved again."""
    for name in names:
        (folder / name).replace(staging / NEW / name)
        if (staging / OLD / name).exists():
            (staging / OLD / name).replace(folder / name)
    (staging / READY).unlink(missing_ok=True)


def _keep(path: Path, copy: Path) -> None:
    """A second name for the old file (or a copy, where the file system has no links)."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)
