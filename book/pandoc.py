"""Runs the pandoc program that comes inside the wheel pypandoc_binary."""

import os
import subprocess
from functools import cache
from pathlib import Path

from model import BookError


@cache
def program() -> str:
    """The program's path; asking pypandoc for it would search the machine and talk."""
    try:
        import pypandoc
    except ImportError:
        raise BookError("pypandoc_binary is missing: run `make setup`") from None
    path = Path(pypandoc.__file__).parent / "files" / "pandoc"
    return str(path.with_suffix(".exe") if os.name == "nt" else path)


def run(arguments: list[str], source: str, root: Path, what: str) -> str:
    """Converts `source`; `what` names it in an error. Warnings are errors, too."""
    command = [program(), "--fail-if-warnings", "--wrap=none", *arguments]
    done = subprocess.run(command, cwd=root, input=source, capture_output=True, encoding="utf-8")
    if done.returncode == 0:
        return done.stdout
    told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    if told:  # the filters' own words name the page and the thing
        raise BookError("\n".join(line.removeprefix("error: ") for line in told))
    raise BookError(f"{what}: pandoc stopped with status {done.returncode}:\n{done.stderr.strip()}")
