"""What an event file points to: the logo, and the organiser's own templates and languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from matchmaker.errors import UsageError
from matchmaker.event import Look

# Files of other kinds in the folder of templates are nobody's business.
SUFFIXES = frozenset({".typ", ".j2", ".css", ".js", ".toml"})
_LARGEST = 8_000_000


@dataclass(frozen=True)
class Materials:
    """The logo's bytes, and the organiser's files by name."""

    logo: bytes | None = None
    files: Mapping[str, str] = field(default_factory=dict)


def load_materials(path: Path, look: Look) -> Materials:
    """Read what the event file at `path` points to; paths are relative to it.

    Raises:
        UsageError: if something cannot be read.
    """
    logo = _read(path.parent / look.logo, "logo") if look.logo else None
    return Materials(logo, _own_files(path.parent / look.templates) if look.templates else {})


def _own_files(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        msg = f"event.print.templates: {folder} is no folder"
        raise UsageError(msg)
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES:
            try:
                found[path.name] = _read(path, "templates").decode("utf-8-sig")
            except UnicodeDecodeError:
                msg = f"event.print.templates: {path} is not in UTF-8; save it as UTF-8"
                raise UsageError(msg) from None
    return found


def _read(path: Path, key: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            msg = f"event.print.{key}: {path} is larger than {_LARGEST // 1_000_000} MB"
            raise UsageError(msg)
        return path.read_bytes()
    except OSError as error:
        msg = f"event.print.{key}: {path} cannot be read ({error.strerror})"
        raise UsageError(msg) from None
