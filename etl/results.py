"""What became of a load and of its files, and the errors that end one."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl import reject, warehouse
from etl.read.frame import Fault


@dataclass(frozen=True, kw_only=True)
class FileResult:
    """
    What became of one file.

    Attributes
    ----------
    file_name, file_part, source_name, table_name
        The file, which of its tables (empty if it is one), the description that it was read with (empty if none
        fits) and the table that it feeds.
    rows_read, rows_loaded, rows_rejected, rows_unchanged
        Rows read = loaded + rejected + unchanged.
    rows_withdrawn
        Rows of earlier files that it withdrew.
    faults
        Every fault of every rejected row, in the order of the file; rows set aside have none, and a note tells of them.
    notes
        What a person should know beyond that.
    """

    file_name: str
    source_name: str
    table_name: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_unchanged: int
    rows_withdrawn: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    file_part: str = ""

    @property
    def label(self) -> str:
        """The file and its part, as a person calls them."""
        return f"{self.file_name}, {self.file_part}" if self.file_part else self.file_name

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole was refused."""
        return any(fault.line is None for fault in self.faults)

    @property
    def is_over_limit(self) -> bool:
        """Whether the file was refused because too many of its rows were."""
        return any(fault.rule == reject.OVER_LIMIT for fault in self.faults)


class EmptyLoadError(ValueError):
    """Nothing could be loaded and there is no earlier build: there is nothing to publish. `files` say why."""

    def __init__(self, files: Iterable[FileResult]) -> None:
        super().__init__("Nothing could be loaded and there is no earlier build, so no build was made.")
        self.files = tuple(files)


class OverLimitError(EmptyLoadError):
    """So many rows of a file were refused that it was refused whole, and no build was made. `files` say why."""

    def __init__(self, files: Iterable[FileResult]) -> None:
        super().__init__(files)
        names = ", ".join(file.file_name for file in self.files if file.is_over_limit)
        self.args = (f"Too many rows of {names} were refused, so nothing was published; the last build stands.",)


@dataclass(frozen=True)
class LoadResult:
    """
    The files of one load, and the build that it made (None for a dry run).

    `lost_build_id` names the build that was current and could not be carried on; the new one was made from the files
    that raw/ keeps of the newest build that can be read. `notes` say which decisions could not be applied.
    """

    files: tuple[FileResult, ...]
    build: warehouse.Build | None
    lost_build_id: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def has_rejects(self) -> bool:
        """Whether any row or file was refused."""
        return any(file.faults for file in self.files)
