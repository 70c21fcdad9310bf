"""Vectors of texts from a plug-in: an installed package that announces a function, used only where an event names it.

The package's entry point, in the group `matchmaker.vectors`, is a function from a list of n texts to an array of shape
(n, dimensions). matchmaker downloads nothing; what the function needs must be on the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points

import numpy as np
from numpy.typing import NDArray

from matchmaker.compatibility.likeness import Vectors
from matchmaker.errors import UsageError

GROUP = "matchmaker.vectors"
TWO_AXES = 2


def vectors_named(name: str | None) -> Vectors | None:
    """The vectors of an event that names a plug-in, checked whenever they are asked for.

    Raises:
        UsageError: if no such plug-in is installed.
    """
    if name is None:
        return None
    found = [entry for entry in entry_points(group=GROUP) if entry.name == name]
    if not found:
        known = ", ".join(sorted(entry.name for entry in entry_points(group=GROUP))) or "none"
        msg = f"the event asks for the vectors “{name}”, and no plug-in of that name is installed (there are: {known})"
        raise UsageError(msg)
    made: Vectors = found[0].load()

    def checked(texts: Sequence[str]) -> NDArray[np.float64]:
        array = np.asarray(made(texts), dtype=np.float64)
        if array.ndim != TWO_AXES or len(array) != len(texts) or not np.isfinite(array).all():
            msg = (
                f"the vectors of the plug-in “{name}” have shape {array.shape}, not ({len(texts)}, dimensions), or gaps"
            )
            raise UsageError(msg)
        return array

    return checked
