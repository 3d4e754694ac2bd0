"""What a release level removes from a build, and why, in words: for whoever exports, never for who receives."""

from collections.abc import Iterator

from dashboard.language import message
from dashboard.state import Language
from etl.release_rules import Release, Removal, list_removals
from etl.warehouse import Build, open_read_only


def removals_of(build: Build, release: Release) -> tuple[Removal, ...]:
    """
    What a release takes from a build, for a table or a chart of one's own; see `removal_lines` for words.

    Parameters
    ----------
    build
        The whole build, as `warehouse.current_build` gives it.
    release
        To whom: `Release(level="GREEN", audience="anyone")`, or a country's code for the audience.

    Returns
    -------
    tuple of Removal
        By table, level and reason; empty if everything passes whole.

    Raises
    ------
    ValueError
        If a record isn't marked (`etl.release_rules.MarkingMissingError`): then nothing may be exported at all.
    """
    with open_read_only(build.path) as connection:
        return list_removals(connection, release)


def removal_lines(build: Build, release: Release, language: Language) -> list[str]:
    """
    What a release takes from a build, and why, a line for each table, level and reason.

    Parameters
    ----------
    build, release
        As of `removals_of`; it raises the same.
    language
        Thai or English.

    Returns
    -------
    list of str
        A heading and its lines; the heading alone if everything passes whole. They say how many records there are above
        the level, so they are shown before an export and stand in none.
    """
    removals = removals_of(build, release)
    if not removals:
        return [message(language, "removes-nothing", **_whom(release, language))]
    return [message(language, "removes", **_whom(release, language)), *_lines(removals, language)]


def _lines(removals: tuple[Removal, ...], language: Language) -> Iterator[str]:
    for one in removals:
        table = message(language, f"table-{one.table}")
        why = message(language, f"removes-{one.reason}", count=one.records)
        yield f"  {table} · TLP:{one.level} · {why}"


def _whom(release: Release, language: Language) -> dict[str, str]:
    audience = message(language, "audience-anyone") if release.audience == "anyone" else release.audience
    return {"level": release.level, "audience": audience}
