import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.borderline import BorderPlaces, border_lines
from geo.sectors import Cluster, Stretch, sectors

LINES = border_lines({"MM": [(99, 18), (99, 16)]}, home=[[(99, 18), (99, 16), (102, 16), (102, 18)]])
LENGTH = LINES.length_km["MM"]
NORTH = Stretch(sector_id="north", neighbour="MM", from_km=0, to_km=100)
SOUTH = Stretch(sector_id="a-longer-name-south", neighbour="MM", from_km=100, to_km=LENGTH)
YANGON = Cluster(sector_id="yangon", country="MM", longitude=96.16, latitude=16.8)
LAUKKAI = Cluster(sector_id="laukkai", country="MM", longitude=98.77, latitude=23.69)
BANGKOK = Cluster(sector_id="bangkok", country="TH", longitude=100.5, latitude=13.75)


def cut(*stretches, clusters=(YANGON, LAUKKAI, BANGKOK), depth_km=50.0):
    return sectors(list(stretches), list(clusters), length_km=LINES.length_km, depth_km=depth_km)


def located(x, y, country):
    return cut(SOUTH, NORTH).locate(LINES.locate(x, y), x, y, country).tolist()


def test_a_point_beside_the_border_has_its_stretch_on_either_side_whatever_its_country():
    x, y = [98.9, 99.1, 98.9, 99.1], [17.9, 17.9, 16.1, 16.1]
    assert located(x, y, ["MM", "TH", None, "VN"]) == ["north", "north", "a-longer-name-south", "a-longer-name-south"]


def test_a_mark_belongs_to_the_stretch_that_begins_there():
    places = BorderPlaces(np.array(["MM", "MM"]), np.array([99.999, 100.0]), np.array([1.0, -1.0]))
    found = cut(NORTH, SOUTH).locate(places, [99.0] * 2, [17.1] * 2, ["TH"] * 2)
    assert found.tolist() == ["north", "a-longer-name-south"]


def test_farther_inland_a_point_has_the_nearest_cluster_of_its_own_country():
    x, y = [96.5, 98.0, 96.5, 101.0], [17.0, 23.0, 17.0, 14.0]
    assert located(x, y, ["MM", "MM", "TH", "TH"]) == ["yangon", "laukkai", "bangkok", "bangkok"]


def test_far_from_the_border_of_a_country_without_clusters_or_without_a_point_there_is_none():
    assert located([106.0, np.nan, 96.5], [11.0, np.nan, 17.0], ["VN", "MM", None]) == ["", "", ""]


def test_no_points_have_no_sectors():
    assert located([], [], []) == []


def test_the_nearest_cluster_is_told_across_the_antimeridian():
    east = Cluster(sector_id="east", country="XX", longitude=179.5, latitude=0)
    west = Cluster(sector_id="west", country="XX", longitude=170.0, latitude=0)
    found = cut(NORTH, SOUTH, clusters=[west, east])
    assert found.locate(LINES.locate([-179.9], [0.0]), [-179.9], [0.0], ["XX"]).tolist() == ["east"]


@pytest.mark.parametrize(
    ("stretches", "fault"),
    [
        ([NORTH], "the last sector must end with the line at km 221.3: north ends at km 100"),
        ([SOUTH], "the first sector must begin at km 0: a-longer-name-south begins at km 100"),
        ([], "border with MM: no sector"),
        ([NORTH, NORTH, SOUTH], "the id 'north' stands twice"),
        (
            [NORTH, Stretch(sector_id="late", neighbour="MM", from_km=104.5, to_km=LENGTH)],
            "a gap of 4.5 km between north, which ends at km 100, and late, which begins at km 104.5",
        ),
        (
            [NORTH, Stretch(sector_id="early", neighbour="MM", from_km=90, to_km=LENGTH)],
            "an overlap of 10 km between north, which ends at km 100, and early, which begins at km 90",
        ),
        (
            [NORTH, SOUTH, Stretch(sector_id="back", neighbour="MM", from_km=LENGTH, to_km=3)],
            "back must end after km 221.339: found 3",
        ),
        ([NORTH, SOUTH, Stretch(sector_id="x", neighbour="CN", from_km=0, to_km=9)], "no border line is called 'CN'"),
        ([NORTH, Stretch(sector_id="", neighbour="MM", from_km=100, to_km=LENGTH)], "a sector has no id"),
        ([NORTH, Stretch(sector_id="nan", neighbour="MM", from_km=100, to_km=np.nan)], "nan must end after km 100"),
    ],
)
def test_stretches_that_do_not_cover_the_line_once_are_refused(stretches, fault):
    with pytest.raises(ValueError, match=re.escape(fault)):
        cut(*stretches)


def test_all_faults_are_told_at_once():
    with pytest.raises(ValueError, match=r"stands twice.*at most 100: found 0.*no sector.*latitude must be -90 to 90"):
        cut(clusters=[YANGON, YANGON, Cluster(sector_id="pole", country="MM", longitude=0, latitude=91)], depth_km=0)


@pytest.mark.parametrize("country", [["MM"], ["MM", "MM", "MM"]])
def test_each_point_needs_one_country(country):
    with pytest.raises(ValueError, match="one country and one place a point"):
        located([98.9, 98.9], [17.0, 17.0], country)


@given(
    marks=st.lists(st.floats(1, LENGTH - 1), min_size=1, max_size=8, unique=True),
    km=st.floats(0, LENGTH),
    offset=st.floats(-0.4, 0.4),
)
def test_every_point_beside_the_border_lies_in_the_stretch_that_holds_its_kilometre(marks, km, offset):
    ends = [0.0, *sorted(marks), LENGTH]
    parts = [
        Stretch(sector_id=str(number), neighbour="MM", from_km=start, to_km=end)
        for number, (start, end) in enumerate(pairwise(ends))
    ]
    latitude = float(np.interp(km, LINES.chainage_km["MM"], [18, 16]))
    places = LINES.locate([99 + offset], [latitude])
    [found] = cut(*parts).locate(places, [99 + offset], [latitude], ["TH"])
    part = parts[int(found)]
    assert part.from_km <= places.border_km[0] <= part.to_km
