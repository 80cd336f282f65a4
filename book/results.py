"""Puts what was built in the place of what this program built before, and of nothing else."""

import hashlib
import json
import os
from pathlib import Path

from model import BookError

# In the folder of the results: for each of them the digest of what was written.
RECORD = ".glass-box.json"


def expect_own(folder: Path, names: list[str]) -> None:
    """Refuses, before the work, to replace what is in `folder` and was not written there by us."""
    known = _record(folder)
    strange = [name for name in names if not _is_own(folder / name, known.get(name))]
    if strange:
        raise BookError(
            f"{', '.join(strange)} in {folder} is not what book/build.py wrote there, so it is not "
            "replaced. Move it away, or choose another folder with --output FOLDER"
        )


def put(folder: Path, names: list[str], new: Path) -> None:
    """Moves the results `names` from `new`, a folder in `folder`, to `folder`: all or none."""
    known = _record(folder) | {name: digest(new / name) for name in names}
    (new / RECORD).write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    old = new / "old"
    old.mkdir()
    done: list[str] = []
    try:
        for name in [*names, RECORD]:
            done.append(name)
            if os.path.lexists(folder / name):
                os.replace(folder / name, old / name)
            os.replace(new / name, folder / name)
    except BaseException:
        for name in reversed(done):
            if not (new / name).exists():  # it has left already
                os.replace(folder / name, new / name)
            if os.path.lexists(old / name):
                os.replace(old / name, folder / name)
        raise


def digest(path: Path) -> str:
    """A fingerprint of a file, or of a folder with the names and contents of all that is in it."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    hash = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        content = digest(file) if file.is_file() else "folder"
        hash.update(f"{file.relative_to(path).as_posix()}\0{content}\0".encode())
    return hash.hexdigest()


def _is_own(path: Path, written: str | None) -> bool:
    return not os.path.lexists(path) or not path.is_symlink() and digest(path) == written


def _record(folder: Path) -> dict[str, str]:
    """What was written into `folder`; nothing where there is no record that can be understood."""
    try:
        known = json.loads((folder / RECORD).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
