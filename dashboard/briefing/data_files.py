"""Tables as files: GeoPackage, GeoParquet, KML, CSV and Excel. Pure but for a folder that GDAL needs for a moment."""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import xlsxwriter
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from dashboard.briefing.data_kml import kml_bytes
from dashboard.briefing.seal import (
    MANIFEST_ENTRY,
    MANIFEST_TABLE,
    Sealed,
    manifest_text,
    packed_manifest,
    with_manifest,
)
from dashboard.downloads import csv_bytes

DataFormat = Literal["gpkg", "geoparquet", "kml", "csv", "xlsx"]
DATA_FORMATS: tuple[DataFormat, ...] = ("gpkg", "geoparquet", "kml", "csv", "xlsx")
_CONTAINERS: dict[str, Sealed] = {"gpkg": "gpkg", "geoparquet": "zip", "kml": "kml", "csv": "zip", "xlsx": "zip"}
_ROWS, _LETTERS = 1_048_575, 32_767
"""Rows below the headings of a sheet of Excel, and letters of a cell, at most."""
_CUT = " […]"
_PIECE = 30_000
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every entry of a zip: it knows none before, and the clock has no place in a file."""
_WIDTHS = {"about": (30, 120), "columns": (18, 28, 12, 100)}


@dataclass(frozen=True)
class Content:
    """
    What a data file holds.

    Attributes
    ----------
    tables
        Name -> rows; those with columns longitude and latitude have points.
    manifest
        What it was made from.
    level, title
        Release level that it is marked with, and its title.
    built_at
        The only time in it.
    warning
        That it holds records made up for testing; empty where it holds none.
    """

    tables: Mapping[str, pd.DataFrame]
    manifest: dict[str, Any]
    level: str
    title: str
    built_at: datetime
    warning: str = ""

    @property
    def marking(self) -> str:
        """As it stands on each page."""
        return f"TLP:{self.level}"

    @property
    def band(self) -> str:
        """What stands across the top: the marking, and the warning if there is one."""
        return " · ".join(filter(None, [self.marking, self.warning]))


def container(file_format: str) -> Sealed:
    """How a format is sealed."""
    return _CONTAINERS[file_format]


def data_bytes(content: Content, file_format: str) -> bytes:
    """
    A data file, with its manifest inside and not sealed yet.

    Parameters
    ----------
    content
        What it holds.
    file_format
        Of `DATA_FORMATS`.

    Raises
    ------
    ValueError
        If a table has more rows than a sheet of Excel can hold.
    OSError
        If there is no space for the file that GDAL writes on its way.
    """
    makers: dict[str, Callable[[Content], bytes]] = {
        "gpkg": _gpkg,
        "geoparquet": _geoparquet,
        "kml": _kml,
        "csv": _csv,
        "xlsx": _xlsx,
    }
    return makers[file_format](content)


def _placed(table: pd.DataFrame) -> gpd.GeoDataFrame | None:
    """A table with points in WGS 84, none where a row has none; None for a table without places."""
    if "longitude" not in table.columns:
        return None
    degrees = [table[name].to_numpy(float, na_value=float("nan")) for name in ("longitude", "latitude")]
    points = gpd.points_from_xy(*degrees)
    points[table["longitude"].isna().to_numpy(bool)] = None
    return gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


def _gpkg(content: Content) -> bytes:
    """A layer a table; GDAL writes to a path only."""
    manifest = pd.DataFrame({"packed": [packed_manifest(content.manifest).decode()]})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": content.built_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")})
        try:
            for name, table in {**content.tables, MANIFEST_TABLE: manifest}.items():
                _layer(path, name, table)
        except (DataSourceError, DataLayerError, FeatureError) as error:
            raise OSError(f"the GeoPackage can't be written in {tempfile.gettempdir()}: {error}") from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _layer(path: Path, name: str, table: pd.DataFrame) -> None:
    rows, told = _placed(table), {"layer": name, "driver": "GPKG", "append": path.exists()}
    if rows is None:
        pyogrio.write_dataframe(table, path, **told)
    else:
        pyogrio.write_dataframe(rows, path, geometry_type="Point", **told)


def _kml(content: Content) -> bytes:
    made = kml_bytes(content.tables, title=f"{content.band} · {content.title}")
    return with_manifest(made, content.manifest, "kml")


def _csv(content: Content) -> bytes:
    return _zipped(content, "csv", csv_bytes)


def _geoparquet(content: Content) -> bytes:
    about = json.dumps(content.tables["about"].to_numpy().tolist(), ensure_ascii=False).encode()

    def parquet(table: pd.DataFrame) -> bytes:
        rows, written, told = _placed(table), io.BytesIO(), io.BytesIO()
        (table if rows is None else rows).to_parquet(written, index=False)
        read = pq.read_table(written)
        pq.write_table(read.replace_schema_metadata({**(read.schema.metadata or {}), b"moei": about}), told)
        return told.getvalue()

    return _zipped(content, "parquet", parquet)


def _zipped(content: Content, ending: str, write: Callable[[pd.DataFrame], bytes]) -> bytes:
    """A file a table, each with the marking in its name, and the manifest."""
    files = {
        f"{name}-{content.marking.replace(':', '-')}.{ending}": write(table) for name, table in content.tables.items()
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, of_file in {**files, MANIFEST_ENTRY: manifest_text(content.manifest).encode()}.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            opened.writestr(entry, of_file, compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()


def _xlsx(content: Content) -> bytes:
    """A sheet a table; no cell is a formula or a link, whatever it begins with."""
    made = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    packed = packed_manifest(content.manifest).decode()
    pieces = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    with xlsxwriter.Workbook(made, plain) as book:
        title = {"title": content.title, "comments": content.band}
        book.set_properties({**title, "created": content.built_at.replace(tzinfo=None)})
        heading, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in {**content.tables, MANIFEST_TABLE: pd.DataFrame({"packed": pieces})}.items():
            if len(table) > _ROWS:
                raise ValueError(
                    f"{name} has {len(table):,} rows, a sheet of Excel holds {_ROWS:,}; give --format csv."
                )
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_header(f"&C{content.band}")
            sheet.set_footer(f"&C{content.band} · &P/&N")
            for place, width in enumerate(_WIDTHS.get(name, (16,) * table.shape[1])):
                sheet.set_column(place, place, width, wrapped if name in _WIDTHS else None)
            sheet.write_row(0, 0, table.columns, heading)
            for place, column in enumerate(table.columns):
                for row, value in enumerate(table[column], start=1):
                    _write(sheet, row, place, value)
    return made.getvalue()


def _write(sheet: Any, row: int, place: int, value: Any) -> None:
    """A value as a cell of its own kind; nothing leaves the cell empty."""
    if value is None or pd.isna(value):
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value if len(value) <= _LETTERS else value[: _LETTERS - len(_CUT)] + _CUT)
    elif pd.api.types.is_bool(value):
        sheet.write_boolean(row, place, value)
    else:
        sheet.write_number(row, place, value)
