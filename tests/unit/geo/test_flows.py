import math
from collections import Counter
from itertools import pairwise

import h3.api.basic_int as h3
import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.cells import text_to_cell
from geo.flows import (
    flow_arcs,
    flow_totals,
    points_to_flow_cells,
    reported_flows,
)

PLACES = st.sampled_from(["", "a", "b", "c", "d"])
REPORTS = st.lists(st.tuples(PLACES, PLACES, st.integers(0, 5), st.one_of(st.none(), st.integers(0, 90))), max_size=30)
ENDS = st.tuples(st.floats(-180, 180), st.floats(-80, 80))
MAE_SOT, PAYATHONZU, POIPET, MANILA, LOS_ANGELES = (
    (98.57, 16.71),
    (98.4, 15.3),
    (102.56, 13.66),
    (121.0, 14.6),
    (-118.2, 34.0),
)


def summed(reports):
    origin, destination, group, persons = zip(*reports, strict=True) if reports else ((), (), (), ())
    return reported_flows(origin, destination, [f"g{number}" for number in group], persons=persons)


@given(REPORTS)
def test_every_event_with_both_ends_is_in_a_flow_once_and_every_other_is_told(reports):
    found = summed(reports)
    whole = {(o, d): set() for o, d, _, _ in reports if o and d}
    for o, d, group, _ in reports:
        if o and d:
            whole[o, d].add(f"g{group}")
    assert {(flow.origin, flow.destination): set(flow.group_ids) for flow in found.flows + found.within} == whole
    assert all(flow.events == len(flow.group_ids) for flow in found.flows)
    known = {group for groups in whole.values() for group in groups}
    assert found.left_out == len({f"g{group}" for _, _, group, _ in reports} - known)


@given(REPORTS)
def test_no_person_is_lost_or_counted_twice(reports):
    found = summed(reports)
    people = sum(number or 0 for o, d, _, number in reports if o and d)
    assert sum(flow.people for flow in found.flows + found.within) == people


@given(REPORTS, st.randoms())
def test_the_order_of_reports_changes_nothing(reports, random):
    assert summed(reports) == summed(random.sample(reports, len(reports)))


@given(REPORTS)
def test_what_comes_in_somewhere_went_out_elsewhere(reports):
    totals = flow_totals(summed(reports).flows)
    assert sum(total.in_people for total in totals) == sum(total.out_people for total in totals)
    assert [total.place for total in totals] == sorted(total.place for total in totals)


def test_an_event_told_in_a_row_for_each_nationality_is_one_event_with_all_its_people():
    [flow] = reported_flows(["kk"] * 3, ["sot"] * 3, ["g"] * 3, persons=[100, 50, float("nan")]).flows
    assert (flow.events, flow.people, flow.events_with_people) == (1, 150, 1)


def test_an_event_without_a_count_moved_an_unknown_number():
    [flow] = reported_flows(["a", "a", "a"], ["b", "b", "b"], ["g", "h", "h"], persons=[None, 0, None]).flows
    assert (flow.events, flow.people, flow.events_with_people) == (2, 0, 1)
    [flow] = reported_flows(["a"], ["b"], ["g"]).flows
    assert (flow.people, flow.events_with_people) == (0, 0)


def test_a_flow_within_a_place_is_kept_apart_and_neither_comes_nor_leaves():
    found = reported_flows(["a", "a"], ["a", "b"], ["g", "h"])
    assert [flow.destination for flow in found.within] == ["a"]
    assert [flow.destination for flow in found.flows] == ["b"]
    both = {total.place: (total.in_events, total.out_events) for total in flow_totals(found.flows + found.within)}
    assert both == {"a": (0, 1), "b": (1, 0)}


def test_an_event_of_which_one_report_knows_both_ends_is_not_left_out():
    found = reported_flows(["a", ""], ["b", "b"], ["g", "g"])
    assert (len(found.flows), found.left_out) == (1, 0)


@pytest.mark.parametrize("resolution", [4, 6, 9])
def test_ends_become_cells_only_where_their_precision_bears_it_out(resolution):
    points = (*MAE_SOT, *PAYATHONZU, *POIPET)
    found = points_to_flow_cells(
        [*points[::2], math.nan], [*points[1::2], math.nan], finest=[9, 6, -1, 9], resolution=resolution
    )
    assert text_to_cell(found[0]) == h3.latlng_to_cell(MAE_SOT[1], MAE_SOT[0], resolution)
    assert bool(found[1]) is (resolution <= 6)
    assert found[2:] == ("", "")


def test_a_finest_resolution_for_another_number_of_points_is_refused():
    with pytest.raises(ValueError, match="finest must be one number a point, 1 of them"):
        points_to_flow_cells([98.5], [16.7], finest=[9, 9], resolution=6)


@given(ENDS, ENDS, st.integers(3, 40), st.floats(0, 0.5))
def test_an_arc_runs_from_its_origin_to_its_destination(start, end, points, bend):
    assume(0.01 < separation(start, end) < 3.1)
    [arc] = flow_arcs([start], [end], points=points, bend=bend)
    assert arc.shape == (points, 2)
    assert separation(arc[0], start) < 1e-6
    assert separation(arc[-1], end) < 1e-6
    assert np.all(np.isfinite(arc))


@given(ENDS, ENDS)
def test_without_a_bend_it_is_the_great_circle(start, end):
    assume(0.01 < separation(start, end) < 3.0)
    [arc] = flow_arcs([start], [end], points=9, bend=0)
    parts = [separation(one, other) for one, other in pairwise(arc)]
    np.testing.assert_allclose(parts, separation(start, end) / 8, atol=1e-6)


def separation(one, other) -> float:
    """Angle between two points in radians, by the haversine formula."""
    (x1, y1), (x2, y2) = np.radians(one), np.radians(other)
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return float(2 * np.arcsin(min(1.0, np.sqrt(half))))


def test_the_bend_is_the_part_of_the_length_that_was_asked_for_and_to_the_right():
    [arc] = flow_arcs([[100.0, 0.0]], [[110.0, 0.0]], points=3, bend=0.2)
    assert arc[1] == pytest.approx([105.0, -2.0], abs=1e-9)


def test_no_two_arcs_between_the_same_places_or_along_the_same_way_lie_on_each_other():
    ends = [MAE_SOT, PAYATHONZU, POIPET, MANILA]
    pairs = [(a, b) for a in ends for b in ends if a != b] + [((98.0, 10.0), (98.0, y)) for y in (12.0, 14.0, 18.0)]
    arcs = [shapely.LineString(arc) for arc in flow_arcs([a for a, _ in pairs], [b for _, b in pairs])]
    meetings = Counter()
    for number, one in enumerate(arcs):
        for other in arcs[number + 1 :]:
            meetings[one.intersection(other).length > 1e-9] += 1
    assert meetings[True] == 0
    there, back = flow_arcs([MAE_SOT, POIPET], [POIPET, MAE_SOT])
    assert shapely.LineString(there[1:-1]).distance(shapely.LineString(back[1:-1])) > 0.02


def test_an_arc_over_the_date_line_stays_in_one_piece():
    [arc] = flow_arcs([LOS_ANGELES], [MANILA])
    assert np.max(np.abs(np.diff(arc[:, 0]))) < 20
    assert (arc[-1, 0] - MANILA[0]) % 360 == pytest.approx(0, abs=1e-6)


def test_no_flows_are_no_arcs():
    assert flow_arcs(np.empty((0, 2)), np.empty((0, 2))).shape == (0, 33, 2)
    assert flow_totals([]) == ()


@pytest.mark.parametrize(
    ("origin", "destination", "options", "message"),
    [
        ([MAE_SOT], [MAE_SOT], {}, "must end in another place"),
        ([(0, 0)], [(180, 0)], {}, "not on the other side of the globe"),
        ([MAE_SOT], [(200, 0)], {}, "longitude"),
        ([MAE_SOT], [(math.nan, 0)], {}, "without coordinates"),
        ([MAE_SOT], [MAE_SOT, POIPET], {}, "pairs of longitude and latitude"),
        ([1, 2], [1, 2], {}, "pairs of longitude and latitude"),
        ([MAE_SOT], [POIPET], {"points": 2}, "points must be 3 or more"),
        ([MAE_SOT], [POIPET], {"bend": 0.6}, "bend 0 to 0.5"),
    ],
)
def test_an_arc_that_can_not_be_drawn_is_refused(origin, destination, options, message):
    with pytest.raises(ValueError, match=message):
        flow_arcs(origin, destination, **options)


@pytest.mark.parametrize(
    ("persons", "message"),
    [([1, 2], "lists of one length"), ([-1], "whole numbers"), ([1.5], "whole numbers"), ([math.inf], "whole numbers")],
)
def test_people_that_can_not_be_are_refused(persons, message):
    with pytest.raises(ValueError, match=message):
        reported_flows(["a"], ["b"], ["g"], persons=persons)
