"""`moei load --watch`: files are loaded as they arrive, with one line of log a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
import duckdb
from rich.console import Console

from etl import lineage, pipeline, warehouse
from etl.commands.words import fault_words, print_plain
from etl.read.formats import SUFFIXES
from etl.results import EmptyLoadError, FileResult, OverLimitError
from etl.watch import Watch, watch_folder


def watch_files(home: Path, folder: Path, *, source_name: str | None) -> None:
    """
    Load what arrives in a folder until the process is interrupted.

    Parameters
    ----------
    home
        Home of builds.
    folder
        The folder; its files stay as they are.
    source_name
        Name of the source description to read them with; by default each file's header tells.
    """
    console = Console()
    desk = _Desk(home, source_name, console)
    print_plain(console, f"Watching {folder}; stop with Ctrl+C.")
    try:
        watch_folder(Watch(folder, SUFFIXES), is_loaded=desk.is_loaded, load=desk.load)
    except KeyboardInterrupt:
        print_plain(console, "Stopped watching.")
    except OSError as error:
        raise click.ClickException(f"The folder {folder} can't be watched: {error.strerror or error}") from error


@dataclass
class _Desk:
    """Where arrived files are loaded; it says the same trouble once, however often it tries again."""

    home: Path
    source_name: str | None
    console: Console
    trouble: str = ""
    notes: tuple[str, ...] = ()

    def is_loaded(self, file_name: str, sha256: str) -> bool:
        """Whether the current build comes from a file of this name and content."""
        try:
            loads = lineage.list_file_loads(warehouse.current_build(self.home), file_name)
        except (warehouse.NoBuildError, OSError):
            return False
        return any(load.sha256 == sha256 for load in loads)

    def load(self, paths: list[Path]) -> list[Path]:
        """Load files together; those that are done with."""
        try:
            result = pipeline.load(self.home, paths, source_name=self.source_name)
        except OverLimitError as error:
            refused = {file.file_name for file in error.files if file.is_over_limit}
            self._say_files(file for file in error.files if file.file_name in refused)
            rest = [path for path in paths if path.name not in refused]
            return [path for path in paths if path.name in refused] + (self.load(rest) if rest else [])
        except EmptyLoadError as error:
            self._say_files(error.files)
            return paths
        except (warehouse.HomeLockedError, ValueError, OSError, duckdb.Error) as error:
            self._say_trouble(str(error))
            return []
        self.trouble = ""
        self._say_files(result.files)
        for note in result.notes if result.notes != self.notes else ():
            self._say(f"note: {note}")
        self.notes = result.notes
        return paths

    def _say_files(self, files: Iterable[FileResult]) -> None:
        """One line a file."""
        for file in files:
            counts = f"{file.rows_read:,} read, {file.rows_loaded:,} loaded, {file.rows_rejected:,} rejected"
            words = f"{file.label}: {counts}, {file.rows_unchanged:,} unchanged"
            whole = [fault for fault in file.faults if fault.line is None]
            if whole:
                words = f"refused: {fault_words(file.label, whole[0])}"
            self._say(words)

    def _say_trouble(self, words: str) -> None:
        if words != self.trouble:
            self._say(f"{words} Trying again until it is mended.")
        self.trouble = words

    def _say(self, words: str) -> None:
        print_plain(self.console, f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {words}")
