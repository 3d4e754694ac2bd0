import numpy as np
import pytest

from geo.disks import hatch_lines


def test_every_end_of_a_hatch_lies_on_the_edge_of_its_disk():
    ends = hatch_lines(98.5, 16.7, radius_km=20, spacing_km=3)
    east = (ends[..., 0] - 98.5) * 111.195 * np.cos(np.radians(16.7))
    north = (ends[..., 1] - 16.7) * 111.195
    assert np.hypot(east, north) == pytest.approx(np.full(ends.shape[:2], 20.0), abs=0.05)


@pytest.mark.parametrize(
    ("latitude", "radius_km", "spacing_km", "found"),
    [(16.7, 0, 3, "found 0 and 3"), (16.7, 20, -1, "found 20 and -1"), (85.1, 20, 3, "found 85.1")],
)
def test_a_disk_that_can_not_be_drawn_is_refused(latitude, radius_km, spacing_km, found):
    with pytest.raises(ValueError, match=found):
        hatch_lines(98.5, latitude, radius_km=radius_km, spacing_km=spacing_km)
