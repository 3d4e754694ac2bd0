"""A briefing's data from the question to the content of a file."""

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version

import pandas as pd
import pyogrio

from dashboard.briefing.data_about import export_title, with_about
from dashboard.briefing.data_columns import typed
from dashboard.briefing.data_files import Content
from dashboard.briefing.data_tables import COUNTRY_LAYERS, export_tables
from dashboard.briefing.document import Options, asked_of, document_code
from dashboard.briefing.manifest import briefing_manifest
from dashboard.briefing.since_section import Since, changes_table, since
from dashboard.briefing.sources import ALL_LAYERS, page_sources
from dashboard.downloads import csv_bytes
from dashboard.language import message
from etl.interventions import Intervention
from etl.released import holds_coarse
from etl.warehouse import Build


def export_content(
    build: Build,
    options: Options,
    file_format: str,
    *,
    interventions: Sequence[Intervention],
    on_page: Callable[[str], None] = lambda _: None,
) -> Content:
    """
    All that a data file says.

    Parameters
    ----------
    build, options, file_format
        What it is of, what was asked, and as which file.
    interventions
        What was done.
    on_page
        Told the title.

    Raises
    ------
    ValueError
        As `document.briefing_document`.
    """
    on_page(export_title(options))
    is_country = options.kind == "country"
    found: Since | None = None
    with asked_of(build, options.release, interventions) as asked:
        tables = export_tables(asked, options)
        sources = page_sources(
            asked,
            options.language,
            layers=COUNTRY_LAYERS if is_country else ALL_LAYERS,
            has_compounds=not is_country,
            nationality=options.nationality or None,
        )
        if options.earlier:
            found = since(asked, options.earlier, sources["records"])
            tables["changes"] = typed(changes_table(found), "changes")
        as_of, is_coarse = asked.as_of, holds_coarse(asked.connection)
    code = _code(tables, options)
    manifest = briefing_manifest(build, options, code=code, records=sources["records"], file_format=file_format)
    return Content(
        tables=with_about(
            build,
            options,
            tables,
            sources=sources,
            as_of=as_of,
            code=code,
            is_coarse=is_coarse,
            changes=found.changes if found else None,
        ),
        manifest={**manifest, "made_with": _made_with()},
        level=options.level,
        title=export_title(options),
        built_at=build.built_at,
        warning=message(options.language, "synthetic-band") if build.is_synthetic else "",
    )


def _made_with() -> dict[str, str]:
    """Versions of what lays out the bytes: another may lay the same rows out otherwise."""
    told = {name: version(name) for name in ("geopandas", "pandas", "pyarrow", "pyogrio", "xlsxwriter")}
    gdal = ".".join(map(str, pyogrio.__gdal_version__))
    return told | {"gdal": gdal, "sqlite": sqlite3.sqlite_version, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _code(tables: Mapping[str, pd.DataFrame], options: Options) -> str:
    """The same in every format; another in another language, as statements are."""
    told = {name: hashlib.sha256(csv_bytes(table)).hexdigest() for name, table in tables.items()}
    return document_code({"tables": told, "level": options.level, "program": version("moei")})
