"""Files that come by the browser, through the same load as `moei load`: one at a time, all of it or nothing."""

import logging
import re
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import duckdb

from etl import mend, pipeline
from etl.read.formats import SUFFIXES
from etl.results import EmptyLoadError, FileResult, OverLimitError
from etl.warehouse import HomeLockedError

_LOG = logging.getLogger(__name__)
KINDS = (*SUFFIXES, ".txt")
"""Endings of the files that can be loaded."""
MOST_FILE_MB = 200
"""Largest file that the browser may send; larger ones are loaded by the command."""
_LOCK_SECONDS = 2.0
"""A person waits at the screen: better to say soon who is loading."""
_LONGEST_NAME = 100
_UNSAFE = re.compile(r"[^\w\u0e00-\u0e7f .()+-]")


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name is a label and nothing more."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """
    What a load did, or would do.

    Attributes
    ----------
    is_dry_run
        Whether nothing was to be published.
    files
        The account of each file.
    build_id
        The build that it made; none for a dry run, or where the last one stands.
    problem
        Why nothing could be done: `locked`, `empty`, `over_limit`, `machine`, `settings`, `failed_check`; empty if
        all went well.
    since
        Where another load holds the lock: since when, UTC, if it said so.
    """

    is_dry_run: bool
    files: tuple[FileResult, ...] = ()
    build_id: str | None = None
    problem: str = ""
    since: datetime | None = None

    @property
    def can_load(self) -> bool:
        """Whether a dry run found anything that a load would change."""
        return not self.problem and any(file.rows_loaded or file.rows_withdrawn for file in self.files)


def safe_name(name: str) -> str:
    r"""
    A file's name that is no path and no command, in any language, with its ending.

    Examples
    --------
    >>> safe_name("../../etc/แม่สอด.csv"), safe_name("C:\\a\\b;rm -rf.xlsx"), safe_name("\x00..")
    ('แม่สอด.csv', 'b_rm -rf.xlsx', 'file')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = _UNSAFE.sub("_", last.replace("\0", "")).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return (f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" if dot else plain[:_LONGEST_NAME]) or "file"


def load_uploads(
    moei_home: Path,
    uploads: Iterable[Upload],
    *,
    is_dry_run: bool,
    source_name: str | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """
    Load files that were sent, or say what a load would do.

    Parameters
    ----------
    moei_home
        Home of builds and raw files.
    uploads
        The files.
    is_dry_run
        Whether to throw the build away instead of publishing it.
    source_name
        Name of the source description to read them with; by default each file's header tells.
    on_step
        Called with what is being done, in English, in this thread only.

    Returns
    -------
    Outcome
        A problem that people can do something about is one of its words, never an error.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="moei-upload-") as folder:
            paths = [_written(upload, Path(folder) / str(number)) for number, upload in enumerate(uploads)]
            result = pipeline.load(
                moei_home,
                paths,
                source_name=source_name,
                is_dry_run=is_dry_run,
                wait_seconds=_LOCK_SECONDS,
                on_step=_in_this_thread(on_step),
            )
    except HomeLockedError as error:
        return Outcome(is_dry_run=is_dry_run, problem="locked", since=error.since)
    except OverLimitError as error:
        return Outcome(is_dry_run=is_dry_run, problem="over_limit", files=error.files)
    except EmptyLoadError as error:
        return Outcome(is_dry_run=is_dry_run, problem="empty", files=error.files)
    except ValueError:
        _LOG.exception("A load from the browser could not be begun")
        return Outcome(is_dry_run=is_dry_run, problem="settings")
    except (OSError, MemoryError, duckdb.IOException, duckdb.OutOfMemoryException):
        _LOG.exception("A load from the browser broke off")
        return Outcome(is_dry_run=is_dry_run, problem="machine")
    except (RuntimeError, duckdb.Error):
        _LOG.exception("A load from the browser failed a check of its own")
        return Outcome(is_dry_run=is_dry_run, problem="failed_check")
    build_id = None if result.build is None else result.build.build_id
    return Outcome(is_dry_run=is_dry_run, files=result.files, build_id=build_id)


def _in_this_thread(on_step: Callable[[str], None]) -> Callable[[str], None]:
    """The reader's own threads call too, and what draws may be called from one thread alone."""
    own = threading.get_ident()

    def tell(step: str) -> None:
        if threading.get_ident() == own:
            on_step(step)

    return tell


def _written(upload: Upload, folder: Path) -> Path:
    """The file in a folder of its own: two files may have one name."""
    folder.mkdir()
    path = folder / safe_name(upload.name)
    path.write_bytes(upload.content)
    return path


def mend_bytes(files: Iterable[FileResult]) -> bytes:
    """The rejected rows as a workbook, to mend and to send again; see `etl.mend`."""
    with tempfile.TemporaryDirectory(prefix="moei-mend-") as folder:
        path = Path(folder) / "mend.xlsx"
        mend.write_rejects(((file.label, fault) for file in files for fault in file.faults), path)
        return path.read_bytes()
