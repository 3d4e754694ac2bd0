"""Tables as KML: a folder each, a placemark a row, its columns as extended data."""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as Tree

import pandas as pd

from dashboard.briefing.data_columns import kind_of

_SPACE = "http://www.opengis.net/kml/2.2"
_TYPES = {"text": "string", "day": "string", "whole": "int", "decimal": "double", "truth": "bool"}
_MARKUP = str.maketrans({"<": "‹", ">": "›"})


def kml_bytes(tables: Mapping[str, pd.DataFrame], *, title: str) -> bytes:
    """
    Tables as one document.

    Viewers read values as HTML, once XML is read: signs that open and close markup are replaced by others that look
    like them, so no value can be a picture, a link or a script.

    Parameters
    ----------
    tables
        Name -> rows; those with longitude and latitude in degrees of WGS 84 have points.
    title
        Of the document.
    """
    root = Tree.Element("kml", xmlns=_SPACE)
    document = Tree.SubElement(root, "Document")
    _say(document, "name", title)
    for name, table in tables.items():
        schema = Tree.SubElement(document, "Schema", name=name, id=name)
        for column in table.columns:
            Tree.SubElement(schema, "SimpleField", name=column, type=_TYPES[kind_of(column)])
    for name, table in tables.items():
        folder = Tree.SubElement(document, "Folder")
        _say(folder, "name", name)
        for row in table.to_dict("records"):
            _placemark(folder, name, {str(column): value for column, value in row.items()})
    Tree.indent(root, " ")
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _placemark(folder: Tree.Element, table: str, row: Mapping[str, Any]) -> None:
    mark = Tree.SubElement(folder, "Placemark")
    _say(mark, "name", next((str(value) for value in row.values() if not pd.isna(value)), ""))
    data = Tree.SubElement(Tree.SubElement(mark, "ExtendedData"), "SchemaData", schemaUrl=f"#{table}")
    for column, value in row.items():
        if not pd.isna(value):
            words = str(int(value)) if pd.api.types.is_bool(value) else str(value)
            Tree.SubElement(data, "SimpleData", name=column).text = words.translate(_MARKUP)
    if not pd.isna(row.get("longitude")):
        _say(Tree.SubElement(mark, "Point"), "coordinates", f"{row['longitude']},{row['latitude']}")


def _say(parent: Tree.Element, name: str, words: str) -> None:
    Tree.SubElement(parent, name).text = words.translate(_MARKUP)
