"""A folder that is watched: each file is loaded once it has arrived whole; none is moved or changed."""

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_UNFINISHED_PREFIXES = (".", "~$", "~")
_UNFINISHED_SUFFIXES = (".part", ".partial", ".tmp", ".crdownload", ".filepart")
"""Names that programs give to files while they write them."""

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in ns: a file whose stamp stays is no longer written to."""


@dataclass
class Watch:
    """
    What is known of a folder between two looks.

    Attributes
    ----------
    folder
        The folder; what lies in folders below it isn't looked at.
    suffixes
        Endings of files that can be loaded, in lower case, with their dot.
    settle_seconds
        How long a file must stay as it is before it counts as whole.
    """

    folder: Path
    suffixes: tuple[str, ...]
    settle_seconds: float = 2.0
    _seen: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)
    _done: dict[Path, Stamp] = field(default_factory=dict)

    def settled(self, now: float) -> list[Path]:
        """
        Files that have arrived whole and wait to be loaded, by name.

        Parameters
        ----------
        now
            Seconds on a clock that never goes back.

        Raises
        ------
        OSError
            If the folder can't be read.
        """
        found = dict(self._stamps())
        self._seen = {
            path: (stamp, self._seen[path][1] if path in self._seen and self._seen[path][0] == stamp else now)
            for path, stamp in found.items()
        }
        self._done = {path: stamp for path, stamp in self._done.items() if found.get(path) == stamp}
        return sorted(
            path
            for path, (_, since) in self._seen.items()
            if path not in self._done and now - since >= self.settle_seconds
        )

    def finish(self, paths: Iterable[Path]) -> None:
        """Pass over these files from now on, until they change."""
        self._done |= {path: self._seen[path][0] for path in paths if path in self._seen}

    def _stamps(self) -> Iterator[tuple[Path, Stamp]]:
        """The files that may be loaded some day, with their stamps."""
        for path in self.folder.iterdir():
            name = path.name.lower()
            if name.startswith(_UNFINISHED_PREFIXES) or name.endswith(_UNFINISHED_SUFFIXES):
                continue
            if name.endswith(self.suffixes):
                # It may be gone between the two calls.
                with contextlib.suppress(FileNotFoundError):
                    facts = path.stat()
                    if path.is_file() and facts.st_size:
                        yield path, (facts.st_size, facts.st_mtime_ns)


def watch_folder(
    watch: Watch,
    *,
    is_loaded: Callable[[str, str], bool],
    load: Callable[[list[Path]], Iterable[Path]],
    interval_seconds: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """
    Look at a folder for ever, and hand over what has arrived.

    Parameters
    ----------
    watch
        The folder.
    is_loaded
        Whether a file of this name and SHA-256 is in the current build: after a restart nothing is loaded twice.
    load
        Loads the files and gives back those that are done with, refused ones too; the others are tried again.
    interval_seconds
        Time between two looks.
    sleep
        How to wait.

    Raises
    ------
    OSError
        If the folder can't be read.
    """
    while True:
        settled = watch.settled(time.monotonic())
        known = [path for path in settled if is_loaded(path.name, _sha256(path))]
        watch.finish(known)
        waiting = [path for path in settled if path not in known]
        if waiting:
            watch.finish(load(waiting))
        sleep(interval_seconds)


def _sha256(path: Path) -> str:
    """Hash of a file's bytes; of nothing where it is gone or can't be read, so that its load says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
