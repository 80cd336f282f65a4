"""Does the same work for many things at once."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def side_by_side(
    work: Callable[[Thing], Result], things: Iterable[Thing]
) -> list[Result]:
    """The results in the order of the things; an error or Ctrl-C begins no further work."""
    pool = ThreadPoolExecutor()
    try:
        return list(pool.map(work, things))
    finally:
        pool.shutdown(cancel_futures=True)
