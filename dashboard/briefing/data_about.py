"""What a data file says of itself: marking, period, sources, what it leaves out, its tables and columns."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.briefing.changes import RecordChanges
from dashboard.briefing.data_columns import TABLES, kind_of, typed
from dashboard.briefing.data_points import NOT_MAPPED
from dashboard.briefing.document import Options, made_words
from dashboard.briefing.since_section import changes_sentence, earlier_words, left_words
from dashboard.findings.country import default_since
from dashboard.language import country_words, date_words, message
from dashboard.state import Language
from etl.warehouse import Build


def export_title(options: Options) -> str:
    """The title of the brief that a file holds the data of."""
    language = options.language
    if options.kind == "country":
        return message(language, "brief-country-title", country=country_words(options.nationality, language))
    return message(language, "brief-standard-title")


def with_about(
    build: Build,
    options: Options,
    tables: Mapping[str, pd.DataFrame],
    *,
    sources: Mapping[str, Any],
    as_of: date,
    code: str,
    is_coarse: bool,
    changes: RecordChanges | None = None,
) -> dict[str, pd.DataFrame]:
    """
    Tables with those that explain them: `about` first, `sources` and `columns` last.

    Parameters
    ----------
    build, options
        What the file is of, and what was asked.
    tables
        Of `data_tables`.
    sources
        Of `sources.page_sources`, with rows that name their licence.
    as_of
        Date to which the records go.
    code
        The code of all that the tables say.
    is_coarse
        Whether any record is told coarsely.
    changes
        What changed since the earlier briefing of the options, if there is one.
    """
    language = options.language
    listed = [{**one, "table_name": one["name"], "file_name": one["file"]} for one in sources["sources"]]
    told = pd.DataFrame(listed, columns=list(TABLES["sources"]))
    whole = {**tables, "sources": typed(told, "sources")}
    about = [
        *_made(build, options, as_of, code),
        *_changed(options, changes),
        *_sources(listed, language),
        *_left_out(tables, options, is_coarse=is_coarse),
        *_read(language),
        *(
            (message(language, "export-table", name=name), message(language, f"export-table-{name}"))
            for name in (*whole, "columns", "manifest")
        ),
    ]
    rows = typed(pd.DataFrame(about, columns=list(TABLES["about"])), "about")
    return {"about": rows, **whole, "columns": _columns({"about": rows, **whole}, language)}


def _made(build: Build, options: Options, as_of: date, code: str) -> Iterator[tuple[str, str]]:
    """The marking, the brief, its period, and the build."""
    language = options.language
    end = date_words(as_of, language)
    if build.is_synthetic:
        yield message(language, "export-synthetic"), message(language, "synthetic-band")
    yield message(language, "export-marking"), f"TLP:{options.level}"
    yield message(language, "export-title"), export_title(options)
    yield message(language, "export-as-of"), f"{end} ({as_of.isoformat()})"
    yield message(language, "export-period"), message(language, "brief-undated-period", to=end)
    if options.kind == "country":
        since = date_words(options.since or default_since(as_of), language)
        yield message(language, "export-new"), message(language, "brief-since", since=since)
    yield message(language, "export-build"), f"{build.build_id} · {made_words(build, language)}"
    yield message(language, "export-code"), code


def _changed(options: Options, changes: RecordChanges | None) -> Iterator[tuple[str, str]]:
    """The earlier briefing, and what changed since."""
    language = options.language
    if options.earlier and changes:
        words = [changes_sentence(changes, options.earlier, language), *left_words(changes, language)]
        yield message(language, "export-since"), earlier_words(options.earlier, language)
        yield message(language, "export-since"), " ".join([*words, message(language, "since-method")])


def _sources(listed: list[dict[str, Any]], language: Language) -> Iterator[tuple[str, str]]:
    for one in listed:
        names = ("name", "file", "records", "publishers", "unmapped", "licence")
        told = message(language, "export-source-told", **{name: one[name] for name in names})
        yield message(language, "export-source"), told
    if not listed:
        yield message(language, "export-source"), message(language, "brief-no-sources")


def _left_out(tables: Mapping[str, pd.DataFrame], options: Options, *, is_coarse: bool) -> Iterator[tuple[str, str]]:
    """What isn't here, and what has no point, each with the reason."""
    language, heading = options.language, message(options.language, "export-left-out")
    yield heading, message(language, "export-left-out-level", level=options.level)
    yield heading, message(language, "export-left-out-later")
    yield heading, message(language, "export-left-out-fields")
    if is_coarse:
        yield heading, message(language, "export-left-out-coarse")
    for name, table in tables.items():
        if "not_mapped" in table.columns:
            counted = {reason: int((table["not_mapped"] == reason).sum()) for reason in NOT_MAPPED}
            told = {"table": name, "count": sum(counted.values()), "all": len(table), **counted}
            yield message(language, "export-unmapped"), message(language, "export-unmapped-told", **told)


def _read(language: Language) -> Iterator[tuple[str, str]]:
    """How to read and to check it."""
    for name in ("precision", "text", "verify"):
        yield message(language, f"export-{name}"), message(language, f"export-{name}-told")
    yield message(language, "export-caveat"), message(language, "finding-caveat")
    yield message(language, "export-boundaries"), message(language, "boundaries")
    yield message(language, "export-attribution"), message(language, "attribution")


def _columns(tables: Mapping[str, pd.DataFrame], language: Language) -> pd.DataFrame:
    """Every column of every table, with what it holds and means."""
    named = {**{name: tuple(table.columns) for name, table in tables.items()}, "columns": TABLES["columns"]}
    rows = [
        (table, column, kind_of(column), message(language, f"export-column-{column}"))
        for table, columns in named.items()
        for column in columns
    ]
    return typed(pd.DataFrame(rows, columns=list(TABLES["columns"])), "columns")
