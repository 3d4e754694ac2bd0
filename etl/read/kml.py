"""KML to tables of text. Network links are told of and never followed."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import shapely

from etl.read.frame import Fault, RawTable, refused, sound_rows, whole_fault
from etl.read.geometry import POINT_COLUMNS, located_batch
from etl.read.header import header_fault

LARGEST = 256 << 20
"""Bytes that a KML file may have: its placemarks are held in memory."""
_BATCH = 20_000
_FOLDER, _NAME = "folder", "name"
_TIMES = {"when": "when", "begin": "begin", "end": "end"}
_ACCEPTED = "a whole KML file"
_Placemark = tuple[dict[str, str], Any, str]
"""Column -> text, geometry, and what is wrong with the geometry."""


def read_kml(path: Path) -> RawTable:
    """
    Read a KML file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    RawTable
        A row for each placemark, at whatever depth: the names of its folders, its name, description, times and
        extended data, and a point for its geometry. Lines are numbers of placemarks from 1.
    """
    size = path.stat().st_size
    if size > LARGEST:
        return refused(whole_fault("size", f"a KML file of {size:,} bytes", f"at most {LARGEST:,} bytes"))
    if b"<!ENTITY" in path.read_bytes():
        return refused(whole_fault("damaged", "XML that declares entities", "KML without entities of its own"))
    placemarks: list[_Placemark] = []
    try:
        links = _read_placemarks(path, placemarks)
    except ElementTree.ParseError as error:
        found = f"KML that breaks off or is not well-formed after {len(placemarks)} placemarks ({error})"
        return refused(whole_fault("damaged", found, _ACCEPTED))
    notes = (f"{links} network {'link is' if links == 1 else 'links are'} not followed",) if links else ()
    if not placemarks:
        return refused(whole_fault("empty", "; ".join(["a KML file without placemarks", *notes]), _ACCEPTED))
    names = tuple(dict.fromkeys(name for values, _, _ in placemarks for name in values))
    header = (*names, *POINT_COLUMNS)
    fault = header_fault(header)
    if fault is not None:
        return refused(fault)
    faults: list[Fault] = []
    return RawTable(header=header, batches=_batches(names, placemarks, faults), faults=faults, notes=notes)


def _batches(names: tuple[str, ...], placemarks: list[_Placemark], faults: list[Fault]) -> Iterator[pa.RecordBatch]:
    """The placemarks as text."""
    rows = enumerate(placemarks, start=1)
    while chunk := list(islice(rows, _BATCH)):
        columns = [[values.get(name, "") for _, (values, _, _) in chunk] for name in names]
        shapes = np.empty(len(chunk), object)
        shapes[:] = [shape for _, (_, shape, _) in chunk]
        broken = [words for _, (_, _, words) in chunk]
        lines = [line for line, _ in chunk]
        yield sound_rows(located_batch(names, columns, lines, shapes, broken, faults), faults)


def _read_placemarks(path: Path, placemarks: list[_Placemark]) -> int:
    """Gather the placemarks of a file; the number of its network links."""
    folders: list[str] = []
    links = 0
    parents: list[str] = []
    for event, element in ElementTree.iterparse(path, events=("start", "end")):  # noqa: S314 - entities are refused before
        tag = _tag(element)
        if event == "start":
            parents.append(tag)
            if tag == "Folder":
                folders.append("")
            continue
        parents.pop()
        if tag == _NAME and parents[-1:] == ["Folder"]:
            folders[-1] = _text(element)
        elif tag == "Folder":
            folders.pop()
        elif tag == "NetworkLink":
            links += 1
        if tag == "Placemark":
            placemarks.append(_placemark(element, folders))
            element.clear()
    return links


def _tag(element: ElementTree.Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _text(element: ElementTree.Element | None) -> str:
    """Text of an element, markup inside included as text."""
    return "" if element is None else "".join(element.itertext()).strip()


def _placemark(element: ElementTree.Element, folders: list[str]) -> _Placemark:
    """One placemark's columns and geometry."""
    values = {_FOLDER: " / ".join(name for name in folders if name)} if folders else {}
    for child in element:
        tag = _tag(child)
        if tag in (_NAME, "description", "address", "phoneNumber"):
            values[tag] = _text(child)
        elif tag in ("TimeStamp", "TimeSpan"):
            values |= {_tag(moment): _text(moment) for moment in child}
        elif tag == "ExtendedData":
            values |= _extended_data(child)
    try:
        return values, _geometry(element), ""
    except (ValueError, shapely.errors.GEOSException):
        wrong = next(each for each in element.iter() if _tag(each) == "coordinates")
        return values, None, _text(wrong)[:200] or "a geometry without coordinates"


def _extended_data(element: ElementTree.Element) -> dict[str, str]:
    """The named values that a placemark's maker added."""
    found = {}
    for each in element.iter():
        tag = _tag(each)
        if tag == "Data":
            found[each.get("name", "")] = _text(next((child for child in each if _tag(child) == "value"), None))
        elif tag == "SimpleData":
            found[each.get("name", "")] = _text(each)
    return {name.strip() or "column": value for name, value in found.items()}


def _geometry(element: ElementTree.Element) -> Any:
    """
    What a placemark stands for, None if it has no coordinates.

    Raises
    ------
    ValueError
        If its coordinates are no numbers.
    """
    parts = [shape for each in element.iter() if (shape := _part(each)) is not None]
    if len(parts) <= 1:
        return parts[0] if parts else None
    return shapely.GeometryCollection(parts)


def _part(element: ElementTree.Element) -> Any:
    """The geometry that an element is, None if it is none."""
    match _tag(element):
        case "Point":
            return shapely.Point(_coordinates(element)[0])
        case "LineString":
            return shapely.LineString(_coordinates(element))
        case "Polygon":
            rings = [each for each in element.iter() if _tag(each) == "LinearRing"]
            return (
                shapely.Polygon(_coordinates(rings[0]), [_coordinates(ring) for ring in rings[1:]]) if rings else None
            )
    return None


def _coordinates(element: ElementTree.Element) -> list[tuple[float, float]]:
    """Longitudes and latitudes of an element."""
    text = next((each.text or "" for each in element.iter() if _tag(each) == "coordinates"), "")
    points = [tuple(map(float, part.split(",")[:2])) for part in text.split()]
    if not points or any(len(point) != 2 for point in points):
        raise ValueError("no coordinates")
    return [(point[0], point[1]) for point in points]
