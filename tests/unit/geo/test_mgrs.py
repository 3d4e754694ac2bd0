import mgrs
import numpy as np
import pytest

from geo.coordinates import text_to_points
from geo.mgrs import band_letters, points_to_mgrs
from geo.utm import utm_zones

ORACLE = mgrs.MGRS()


def random_points(count, box, seed):
    rng = np.random.default_rng(seed)
    west, south, east, north = box
    return rng.uniform(west, east, count), rng.uniform(south, north, count)


BOXES = {
    "Thailand and around": (92, 4, 110, 24),
    "the world": (-180, -79.99, 180, 83.99),
    "Norway and Svalbard": (-1, 55, 43, 83.99),
    "the equator": (90, -1, 110, 1),
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_letters_and_digits_are_those_of_geotrans_on_thousands_of_points(box):
    x, y = random_points(3000, box, seed=5)
    ours = points_to_mgrs(x, y)
    theirs = np.array([ORACLE.toMGRS(latitude, longitude) for longitude, latitude in zip(x, y, strict=True)])
    apart = np.flatnonzero(ours != theirs)
    # Two libraries' arithmetic may fall on two sides of a metre's edge: rarely, and never by more than that metre.
    assert apart.size <= 15
    assert [text[:5] for text in ours[apart]] == [text[:5] for text in theirs[apart]]
    metres = [
        [int(text[5:10]) - int(other[5:10]), int(text[10:]) - int(other[10:])]
        for text, other in zip(ours[apart], theirs[apart], strict=True)
    ]
    assert np.abs(np.array(metres).reshape(-1, 2)).max(initial=0) <= 1


@pytest.mark.parametrize("digits", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_a_reference_of_any_length_reads_as_the_centre_of_geotrans_square(box, digits):
    x, y = random_points(500, box, seed=digits)
    texts = [ORACLE.toMGRS(latitude, longitude, MGRSPrecision=digits) for longitude, latitude in zip(x, y, strict=True)]
    read = text_to_points(texts, system="mgrs")
    assert read.fault.tolist() == [""] * len(texts)
    assert set(read.radius_m.tolist()) == {10.0 ** (5 - digits) / 2}
    again = [ORACLE.toMGRS(b, a, MGRSPrecision=digits) for a, b in zip(read.longitude, read.latitude, strict=True)]
    # The centre of a square that a zone's or a band's edge cuts may lie beyond it.
    assert np.mean(np.array(again) == np.array(texts)) > (0.97 if digits > 1 else 0.9)


def test_references_without_their_zone_are_resolved_in_thailand():
    x, y = random_points(3000, (97.4, 5.7, 105.6, 20.4), seed=3)
    texts = points_to_mgrs(x, y)
    zoneless = [text[3:5] + " " + text[5:8] + text[10:13] for text in texts]
    read = text_to_points(zoneless, system="mgrs")
    whole = text_to_points([text[:5] + text[5:8] + text[10:13] for text in texts], system="mgrs")
    sure = read.fault == ""
    assert sure.mean() > 0.999
    np.testing.assert_array_equal(read.longitude[sure], whole.longitude[sure])
    np.testing.assert_array_equal(read.latitude[sure], whole.latitude[sure])
    assert set(read.note[sure].tolist()) == {"zone_resolved"}


def test_the_published_references_hold():
    assert points_to_mgrs(np.array([2.2945, -93.0]), np.array([48.8583, 42.0])).tolist() == [
        "31UDQ4825111943",
        "15TWG0000049776",
    ]


def test_zones_and_bands_are_defined_at_their_edges_and_at_the_poles():
    assert utm_zones(np.array([-180.0, 180.0, 179.99, 96.0, 102.0]), np.zeros(5)).tolist() == [1, 1, 60, 47, 48]
    assert utm_zones(np.array([5.0, 5.0, 5.0]), np.array([90.0, -80.1, np.nan])).tolist() == [0, 0, 0]
    assert band_letters(np.array([-80.0, 0.0, 8.0, 16.0, 72.0, 84.0, 84.1])).tolist() == [*list("CNPQXX"), ""]
    assert points_to_mgrs(np.array([0.0, 0.0, np.nan]), np.array([90.0, -90.0, 0.0])).tolist() == ["", "", ""]
