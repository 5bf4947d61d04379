"""Bars for what takes its time, on stderr, where a person looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

Bars = Callable[[str], Callable[[int, int], None]]  # a name -> (done just now, in all)


@contextmanager
def progress() -> Iterator[Bars]:
    """A bar appears when it is asked for by its name; none does where nobody looks."""
    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )

    def bar(name: str) -> Callable[[int, int], None]:
        task = shown.add_task(name, total=None)
        return lambda done, total: shown.update(task, advance=done, total=total)

    with shown:
        yield bar
