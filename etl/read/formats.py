"""Which reader a file needs, told by its first bytes."""

from pathlib import Path

from etl.read.delimited import read_delimited
from etl.read.frame import Layout, RawTable

SUFFIXES = (".csv", ".tsv", ".txt")
"""Endings of the files that a folder is searched for."""


def read_tables(path: Path, layout: Layout, scratch: Path) -> list[RawTable]:
    """
    Every table of a file.

    Parameters
    ----------
    path
        The file. Its content tells the format; its name is no matter.
    layout
        What is known of it.
    scratch
        Folder for what has to be unpacked; it must stay until the tables are read.

    Returns
    -------
    list of RawTable
        At least one; a file that can't be read is one that is refused.
    """
    del scratch
    return [read_delimited(path, layout)]
