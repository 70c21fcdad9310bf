"""What the user sees on standard error, and how the user ends the work: progress, time limit, Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rich.console import Console
from rich.status import Status

from matchmaker.errors import UsageError
from matchmaker.summary import percent

T = TypeVar("T")
POLL_SECONDS = 0.1
# Stages before any schedule can exist.
BEFORE = frozenset({"", "reading", "scoring"})
# The stage that Ctrl-C does not end: files are moved into place, all or none.
WRITING = "writing"


def visible(text: str) -> str:
    """Text safe for a terminal: control characters, escape codes and direction marks are spelled out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Screen:
    """Standard error: plain lines, or one living line on a terminal. Also the work's `Control`."""

    def __init__(self, time_limit: float | None = None, *, quiet: bool = False) -> None:
        self.console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)
        self.quiet = quiet
        self.started = time.monotonic()
        self.time_limit = time_limit
        self.interrupted = False
        self.stage = ""
        self.status: Status | None = None

    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    def say(self, text: str) -> None:
        """A line for the user."""
        self.say_lines([text])

    def say_lines(self, lines: Iterable[str]) -> None:
        """Lines for the user. Nobody listening is no reason to end the work."""
        try:
            if self.console.is_terminal:
                self.console.print("\n".join(map(visible, lines)), markup=False)
            elif sys.stderr is not None:
                sys.stderr.write("".join(f"{visible(line)}\n" for line in lines))
                sys.stderr.flush()
        except OSError:
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """Show a stage and what is known so far."""
        is_new, self.stage = stage != self.stage, stage
        if self.quiet:
            return
        known = [f"{self.seconds():5.1f} s", stage]
        if best is not None:
            known.append(f"best {best:,}")
        if bound is not None and best is not None:
            known += [f"bound {bound:,}", f"gap {percent(best, bound)}"]
        line = " · ".join(known)
        if not self.console.is_terminal:
            if is_new:
                self.say(line)
        elif self.status is None:
            self.status = self.console.status(line)
            self.status.start()
        else:
            self.status.update(line)

    def stopped(self) -> str | None:
        """Whether Ctrl-C or the time limit ends the work."""
        if self.interrupted:
            return "stopped by Ctrl-C"
        if self.time_limit is not None and self.seconds() > self.time_limit:
            return f"the time limit of {self.time_limit:g} s cut in"
        return None

    def close(self) -> None:
        """Take the living line away."""
        if self.status is not None:
            self.status.stop()
            self.status = None


class Interrupted(Exception):  # noqa: N818 — no error: the user's wish
    """Ctrl-C before there was anything to keep, or twice."""


def run_interruptibly(work: Callable[[], T], screen: Screen) -> T:
    """Run `work` in a thread of its own, so that Ctrl-C is heard while the solver computes.

    The first Ctrl-C asks the work to end with what it has; the second one, or one before there can be anything,
    raises `Interrupted`. While files are written, it is too late for either.
    """
    result: list[T] = []
    failure: list[BaseException] = []
    done, pressed = threading.Event(), threading.Event()

    def target() -> None:
        try:
            result.append(work())
        except BaseException as error:  # noqa: BLE001 — handed to the caller's thread
            failure.append(error)
        finally:
            done.set()

    # A handler that only takes note: an exception could come anywhere, even while the thread is being started.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: pressed.set())
    try:
        threading.Thread(target=target, daemon=True).start()
        while not done.wait(POLL_SECONDS):
            if pressed.is_set():
                pressed.clear()
                _heed(screen)
    finally:
        signal.signal(signal.SIGINT, before)
    if failure:
        raise failure[0]
    return result[0]


def _heed(screen: Screen) -> None:
    """What Ctrl-C does at this stage."""
    if screen.stage == WRITING:
        return
    if screen.interrupted or screen.stage in BEFORE:
        raise Interrupted
    screen.interrupted = True
    screen.say("Ctrl-C: finishing with the best schedule found; once more to leave at once")


def print_json(value: dict[str, Any]) -> None:
    """Machine-readable results, on standard output: plain ASCII, which no terminal's encoding can spoil."""
    if sys.stdout is None:  # closed by whoever called us
        return
    try:
        sys.stdout.write(json.dumps(value, indent=1) + "\n")
        sys.stdout.flush()
    except OSError as error:
        # Keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # whoever read our output has gone, which changes no exit code
            msg = f"standard output cannot be written ({error.strerror})"
            raise UsageError(msg) from None


def say_all(screen: Screen, lines: Iterable[str]) -> None:
    """Several lines."""
    screen.say_lines(lines)
