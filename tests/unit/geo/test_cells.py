import h3.api.basic_int as h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cells import MAX_RESOLUTION, cells_to_text, points_to_cells, text_to_cell

LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-90, 90)
RESOLUTIONS = st.integers(0, MAX_RESOLUTION)


def cell_of(longitude: float, latitude: float, resolution: int) -> int:
    return int(points_to_cells([longitude], [latitude], resolution=resolution)[0])


@given(LONGITUDES, LATITUDES, RESOLUTIONS)
def test_a_point_is_in_its_cell_no_farther_from_its_centre_than_from_any_neighbours(longitude, latitude, resolution):
    cell = cell_of(longitude, latitude, resolution)
    assert h3.is_valid_cell(cell)
    assert h3.get_resolution(cell) == resolution
    here = (latitude, longitude)
    distances = {other: h3.great_circle_distance(here, h3.cell_to_latlng(other)) for other in h3.grid_disk(cell, 1)}
    # A cell's edge is not quite halfway between two centres: it may miss by a few hundredths of the cell's size.
    assert distances[cell] <= min(distances.values()) + 0.2 * h3.average_hexagon_edge_length(resolution)


@given(LONGITUDES, LATITUDES, st.integers(1, MAX_RESOLUTION))
def test_a_cells_parent_holds_it_among_its_children(longitude, latitude, resolution):
    cell = cell_of(longitude, latitude, resolution)
    assert cell in h3.cell_to_children(h3.cell_to_parent(cell), resolution)


@given(st.lists(st.tuples(LONGITUDES, LATITUDES), max_size=20), RESOLUTIONS)
def test_many_points_get_the_cells_that_h3_gives_each_of_them(points, resolution):
    longitude = [x for x, _ in points]
    latitude = [y for _, y in points]
    expected = [h3.latlng_to_cell(y, x, resolution) for x, y in points]
    assert points_to_cells(longitude, latitude, resolution=resolution).tolist() == expected


@given(LONGITUDES, LATITUDES, RESOLUTIONS)
def test_a_cells_text_reads_back_as_the_same_cell(longitude, latitude, resolution):
    cell = cell_of(longitude, latitude, resolution)
    [text] = cells_to_text([cell])
    assert len(text) == 15
    assert text_to_cell(text) == cell


def test_a_coarser_cell_is_indexed_from_the_point_and_may_differ_from_the_finer_ones_parent():
    rng = np.random.default_rng(7)
    longitude, latitude = rng.uniform(97, 106, 500), rng.uniform(6, 21, 500)
    fine = points_to_cells(longitude, latitude, resolution=9)
    coarse = points_to_cells(longitude, latitude, resolution=6)
    parents = np.array([h3.cell_to_parent(int(cell), 6) for cell in fine], dtype=np.uint64)
    assert 0 < np.count_nonzero(parents != coarse) < 100


def test_the_example_of_h3s_documentation_has_its_published_cell():
    assert cells_to_text([cell_of(-122.41795063018799, 37.775938728915946, 9)]) == ["8928308280fffff"]


def test_180_degrees_east_and_west_are_the_same_place():
    assert cell_of(180, 10, 7) == cell_of(-180, 10, 7)


@pytest.mark.parametrize("latitude", [90, -90])
def test_a_pole_is_in_one_cell_whatever_its_longitude(latitude):
    cells = points_to_cells(np.linspace(-180, 180, 9), np.full(9, latitude), resolution=5)
    assert len(set(cells.tolist())) == 1
    assert cells[0] != 0


@pytest.mark.parametrize(("longitude", "latitude"), [(np.nan, 16.6), (98.5, np.nan), (np.nan, np.nan)])
def test_a_point_that_is_not_known_has_no_cell(longitude, latitude):
    cells = points_to_cells([98.557, longitude], [16.631, latitude], resolution=6)
    assert cells.tolist() == [0x866485C27FFFFFF, 0]


def test_no_points_have_no_cells():
    cells = points_to_cells([], [], resolution=6)
    assert cells.shape == (0,)
    assert cells.dtype == np.uint64
    assert cells_to_text(cells) == []


@pytest.mark.parametrize(
    ("longitude", "latitude", "fault"),
    [
        ([98.5], [91.0], r"latitude must be -90 to 90 degrees: found 91\.0 at row 0"),
        ([98.5, 98.5], [16.6, -90.001], r"latitude .* found -90\.001 at row 1"),
        ([200.0], [16.6], r"longitude must be -180 to 180 degrees: found 200\.0 at row 0"),
        ([16.6], [98.5], r"latitude .* found 98\.5"),
        ([np.inf], [16.6], r"longitude .* found inf"),
        ([98.5], [-np.inf], r"latitude .* found -inf"),
        ([np.nan], [91.0], r"latitude .* found 91\.0"),
    ],
    ids=["too far north", "too far south", "too far east", "swapped", "infinite", "minus infinite", "half known"],
)
def test_a_coordinate_out_of_range_is_refused_where_h3_would_return_a_cell(longitude, latitude, fault):
    with pytest.raises(ValueError, match=fault):
        points_to_cells(longitude, latitude, resolution=6)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [([98.5, 98.6], [16.6]), ([[98.5]], [[16.6]]), (98.5, 16.6)],
    ids=["unequal", "two-dimensional", "no array"],
)
def test_arrays_of_another_shape_are_refused(longitude, latitude):
    with pytest.raises(ValueError, match="one shape"):
        points_to_cells(longitude, latitude, resolution=6)


@pytest.mark.parametrize("resolution", [-1, 16])
def test_a_resolution_that_h3_lacks_is_refused(resolution):
    with pytest.raises(ValueError, match=f"resolution must be 0 to 15: found {resolution}"):
        points_to_cells([98.5], [16.6], resolution=resolution)


def test_all_faults_of_the_points_are_named_at_once():
    with pytest.raises(ValueError, match=r"longitude .*; latitude .*; resolution"):
        points_to_cells([181.0], [91.0], resolution=99)


@pytest.mark.parametrize(
    "text",
    ["", "moei", "-1", "0", "f" * 15, "f" * 16, "f" * 17, "f" * 5000, "866485c27fffff", "<b>", "866485c27ffffff\0"],
)
def test_a_text_that_is_no_cell_is_refused(text):
    with pytest.raises(ValueError, match="not an H3 cell"):
        text_to_cell(text)
