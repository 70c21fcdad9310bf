"""Writing: the only place that puts files on disk, all of them or none.

Every file is first written in full, and synced, under a hidden name beside its place; only then are all of them moved
into place. If a move fails, those already made are taken back. Files that are not ours are never touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from matchmaker.errors import UsageError


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder, which is made if it does not exist; a `/` in a name stands for a folder in it.

    Raises:
        UsageError: if that is not possible; the folder is then as it was.
    """
    made = _make(folder)
    staging: Path | None = None
    try:
        staging = Path(tempfile.mkdtemp(prefix=".matchmaker-", dir=folder))
        for name, content in files.items():
            _write(staging / name, content)
        _move(staging, folder, tuple(files))
    except OSError as error:
        msg = f"{folder}: cannot be written ({error.strerror}); nothing was changed"
        raise UsageError(msg) from None
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)
        _unmake(made)


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
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{name} is a folder")
    old = staging / "old"
    old.mkdir()
    moved: list[str] = []
    made: list[Path] = []
    try:
        for name in names:
            if not (folder / name).parent.is_dir():
                made += _make((folder / name).parent)
            if (folder / name).exists():
                _keep(folder / name, old / name)
            moved.append(name)
            (staging / name).replace(folder / name)
    except BaseException:
        for name in moved:
            if (old / name).exists():
                (old / name).replace(folder / name)
            elif not (staging / name).exists():
                (folder / name).unlink(missing_ok=True)
        _unmake(tuple(reversed(made)))
        raise


def _keep(path: Path, copy: Path) -> None:
    """A second name for the old file (or a copy, where the file system has no links)."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)
