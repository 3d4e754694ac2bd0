"""The kernel's cells are the library's, and the library does all of the work where the kernel can't or needn't."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import h3.api.basic_int as h3
import numpy as np
import pytest

from geo import cell_index, cell_kernel
from geo.cell_index import SWITCH, index
from geo.cell_tables import cell_tables
from geo.cells import points_to_cells, points_to_cells_at
from tests.bench.cells import KINDS, library_cells

HERE = np.array([98.557, np.nan, 100.5]), np.array([16.631, 16.0, 13.75])
POINTS = 10_000
"""Of each kind at each resolution: 1.1 million in all."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_of_the_kernel_is_the_librarys(kind, monkeypatch):
    monkeypatch.setenv(SWITCH, "kernel")
    rng = np.random.default_rng(20261127)
    for resolution in range(16):
        x, y = KINDS[kind](rng, POINTS, resolution)
        cells = points_to_cells(x, y, resolution=resolution)
        is_wrong = cells != library_cells(x, y, resolution)
        assert not is_wrong.any(), (resolution, x[is_wrong][:3].tolist(), y[is_wrong][:3].tolist())


def kernel_cells(x, y, resolution, margin):
    x, y = np.ascontiguousarray(x), np.ascontiguousarray(y)
    cells = np.zeros((1, x.size), dtype=np.int64)
    cell_kernel.index_points(x, y, 0, x.size, np.array([resolution]), *cell_tables(), margin, cells)
    return cells[0].view(np.uint64)


@pytest.mark.parametrize("kind", ["cells' edges and corners", "faces' edges and middles"])
def test_the_margin_is_a_thousand_times_what_separates_the_kernel_from_the_library(kind):
    rng = np.random.default_rng(7)
    differ = dict.fromkeys((0.0, cell_index.MARGIN / 1000), 0)
    for resolution in (0, 5, 9, 14, 15):
        x, y = KINDS[kind](rng, POINTS, resolution)
        told = library_cells(x, y, resolution)
        for margin in differ:
            cells = kernel_cells(x, y, resolution, margin)
            differ[margin] += int(((cells != 0) & (cells != told)).sum())
    assert differ[cell_index.MARGIN / 1000] == 0
    assert differ[0.0] > 0


def test_the_kernel_leaves_few_points_to_the_library():
    rng = np.random.default_rng(7)
    x, y = KINDS["Thailand's borders"](rng, 100_000, 9)
    assert np.count_nonzero(kernel_cells(x, y, 9, cell_index.MARGIN) == 0) < 100
    assert np.count_nonzero(kernel_cells(x, y, 15, cell_index.MARGIN) == 0) < 200


@pytest.mark.parametrize("switch", ["kernel", "library"])
def test_an_unknown_point_has_no_cell_either_way(switch, monkeypatch):
    monkeypatch.setenv(SWITCH, switch)
    cells = points_to_cells_at(*HERE, resolutions=[15, 0, 6])
    assert cells.shape == (3, 3)
    assert cells[2].tolist() == [0x866485C27FFFFFF, 0, h3.latlng_to_cell(13.75, 100.5, 6)]
    assert (cells[:, 1] == 0).all()


def test_arrays_that_are_views_or_read_only_are_indexed_alike(monkeypatch):
    monkeypatch.setenv(SWITCH, "kernel")
    x, y = KINDS["uniform on the sphere"](np.random.default_rng(7), 2000, 9)
    x.flags.writeable = False
    assert (index(x[::2], y[::2], [9])[0] == index(x, y, [9])[0, ::2]).all()


def test_points_shared_among_threads_are_each_indexed(monkeypatch):
    monkeypatch.setenv(SWITCH, "kernel")
    x, y = KINDS["uniform on the sphere"](np.random.default_rng(7), 10_000, 9)
    whole = index(x, y, [4, 9])
    monkeypatch.setattr(cell_index, "_AT_ONCE", 700)
    assert (index(x, y, [4, 9]) == whole).all()


def test_an_unknown_word_for_the_switch_is_refused(monkeypatch):
    monkeypatch.setenv(SWITCH, "quick")
    with pytest.raises(
        ValueError, match="MOEI_H3 says how points are indexed: found 'quick', accepted: library, kernel"
    ):
        index(*HERE, [6])


def test_a_library_that_lays_its_cells_otherwise_is_found_out(monkeypatch):
    def shifted(x, y, first, last, resolutions, cells):
        cells[:, first:last] = 1

    with pytest.raises(RuntimeError, match="the kernel's cells differ from the library's at"):
        cell_index._try(shifted)


ONE = "from geo import cell_index, cells\nprint(cells.points_to_cells([98.557], [16.631], resolution=6)[0])\n"
LOADED = "print('numba' in sys.modules)\n"
MANY = "cells.points_to_cells(np.zeros(1000), np.zeros(1000), resolution=6)\n"
HOME = Path(cell_index.__file__).parents[1]


def run(code: str, folder: Path = HOME, **environment: str) -> list[str]:
    """What a process of its own prints that finds our code in a folder first."""
    env = os.environ | {"PYTHONPATH": str(folder)} | environment
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.split()


def test_without_numba_the_library_tells_the_cells():
    without = "import sys; sys.modules['numba'] = None\n"
    assert run(without + ONE, MOEI_H3="kernel") == [str(0x866485C27FFFFFF)]


def test_few_points_load_no_numba_and_many_do():
    start = "import sys, numpy as np\nfrom geo import cell_index, cells\nimport dashboard.cli\n"
    code = start + MANY + LOADED + "cell_index.MANY = 1000\n" + MANY + LOADED
    assert run(code, MOEI_H3="") == ["False", "True"]


def test_code_in_a_folder_that_cannot_be_written_to_is_compiled_all_the_same(tmp_path):
    shutil.copytree(HOME / "geo", tmp_path / "geo", ignore=shutil.ignore_patterns("__pycache__"))
    no_folder = tmp_path / "no folder"
    no_folder.touch()
    (tmp_path / "geo" / "__pycache__").touch()
    code = ONE + "print(cell_index._kernel() is None)"
    told = run(code, tmp_path, MOEI_H3="kernel", HOME=str(no_folder), XDG_CACHE_HOME=str(no_folder))
    assert told == [str(0x866485C27FFFFFF), "False"]
