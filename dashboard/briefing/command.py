"""`moei brief`: scenes as pages that can be handed on."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.briefing.export_log import export
from dashboard.briefing.request import BOTH, FORMATS, PAPER_NAMES, Request, ending_of, one_kind
from dashboard.state import LANGUAGES, Language
from etl import warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.release_rules import Release

if TYPE_CHECKING:
    from dashboard.briefing.made import Made

_WHAT = ("scene_ids", "standard", "country", "all_countries", "view", "audience")
"""Options that ask for a briefing."""
_BRIEFING = click.Path(path_type=Path, exists=True, dir_okay=False)


class _DayOrFile(click.ParamType[date | Path]):
    """A day, or a file that is there."""

    name = "YYYY-MM-DD|FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | Path:
        if isinstance(value, date | Path):
            return value
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
        if not os.path.isfile(value):  # noqa: PTH113 - Path's own raises for a name that is too long
            self.fail(f"{value!r} is no day, such as 2026-01-31, and no file.", param, ctx)
        return Path(value)


@click.command("brief")
@click.option("--scene", "scene_ids", metavar="ID", multiple=True, help="A scene of the wall; may be given again.")
@click.option("--standard", is_flag=True, help="The situation: what changed, all scenes, and what weighs them.")
@click.option("--country", metavar="CC", help="What concerns one country: two letters of ISO 3166-1, such as KE.")
@click.option(
    "--view",
    metavar="LINK",
    help="A view of the desk: a copied address of Explore, Movement, Infrastructure, Rescue or Displacement.",
)
@click.option("--all-countries", is_flag=True, help="A --country brief of each that records tell of; -o is a folder.")
@click.option("--jobs", type=click.IntRange(1), help="With --all-countries: processes at once.  [default: one a core]")
@click.option(
    "--since",
    type=_DayOrFile(),
    help="An earlier briefing as it was exported: adds a page of what changed since. Or, with --country, the first day"
    " that is new.  [default: 30 days before the records end]",
)
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    default="pdf",
    show_default=True,
    help="Of the file; pptx is slides, html one page whose maps move, png and svg hold one scene or view, the rest data"
    " of --standard or --country.",
)
@click.option(
    "--level",
    type=click.Choice(RELEASE_LEVELS),
    help="Release level that each page is marked with: nothing above it is there.",
)
@click.option(
    "--audience",
    metavar="CC|anyone",
    help="Who it is for: a country sees its own nationals as the level allows, others' coarsely.  [default: the"
    " country of --country, else anyone]",
)
@click.option(
    "--lang",
    type=click.Choice((*LANGUAGES, BOTH)),
    default="en",
    show_default=True,
    help="Of the pages; both: first in Thai.",
)
@click.option(
    "--paper",
    type=click.Choice(PAPER_NAMES),
    default="a4",
    show_default=True,
    help="Of the pages; slides and html are 16:9.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option("--withdraw", type=_BRIEFING, metavar="FILE", help="Take an exported briefing back, with --reason.")
@click.option("--reason", metavar="TEXT", help="With --withdraw: why; moei verify tells it.")
@click.option("--superseded-by", type=_BRIEFING, metavar="FILE", help="With --withdraw: what takes its place.")
def brief(
    output: Path | None, withdraw: Path | None, reason: str | None, superseded_by: Path | None, **asked: Any
) -> None:
    """
    Write pages that explain themselves: scenes of the wall, the whole situation, or what concerns one country.

    A page says its finding, its map, chart or tables, periods, sources with licences, and method. The same build and
    options give the same bytes. A data format holds the records and aggregates behind --standard or --country, a layer
    or sheet each; csv and geoparquet are a zip with a file each.

    \b
    Examples:
      moei brief --scene mae-sot --level CLEAR -o mae-sot.pdf
      moei brief --scene border --scene movement --level CLEAR --lang th --paper 16:9 -o brief.pdf
      moei brief --scene sa-kaeo --format png --level CLEAR -o sa-kaeo.png
      moei brief --view "http://127.0.0.1:8501/explore?kind=raid&period=365" --level CLEAR -o raids.pdf
      moei brief --standard --level CLEAR --lang th -o situation.pdf
      moei brief --country KE --since 2026-01-01 --level CLEAR -o kenya.pdf
      moei brief --standard --since situation.pdf --level CLEAR -o next.pdf
      moei brief --standard --format pptx --lang th --level CLEAR -o situation.pptx
      moei brief --standard --format html --level CLEAR -o situation.html
      moei brief --standard --format gpkg --level CLEAR -o situation.gpkg
      moei brief --country KE --format csv --lang th --level CLEAR -o kenya.zip
      moei brief --standard --level AMBER --audience KE -o for-kenya.pdf
      moei brief --all-countries --level CLEAR -o partners
      moei brief --withdraw kenya.pdf --reason "A place was wrong" --superseded-by kenya-2.pdf
    """
    if withdraw:
        if output or any(asked[name] for name in _WHAT):
            raise click.UsageError("--withdraw goes with --reason and --superseded-by alone.")
        _withdraw(withdraw, reason or "", superseded_by)
        return
    if reason is not None or superseded_by:
        raise click.UsageError("--reason and --superseded-by go with --withdraw.")
    if not asked["level"] or not output:
        raise click.UsageError(
            "Missing option '--level'." if not asked["level"] else "Missing option '-o' / '--output'."
        )
    try:
        told = _asked(output, **asked)
        if not output.parent.is_dir():
            raise click.ClickException(f"The folder {output.parent} doesn't exist.")
        home = warehouse.home()
        build = warehouse.current_build(home)
        if asked["all_countries"]:
            _export_all(home, build, told, output, asked["jobs"])
            return
        _tell_removals(build, [told.release])
        written = _export(home, build, told, output)
    except (warehouse.NoBuildError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        where = error.filename2 or error.filename or output
        raise click.ClickException(f"{where}: {error.strerror or error}") from error
    click.echo(f"Wrote {output}, {written:,} bytes, marked TLP:{told.level}, for {told.release.audience}.")


def _tell_removals(build: warehouse.Build, releases: Iterable[Release]) -> None:
    """Say on the error stream what each release removes and why, if anything."""
    from dashboard.briefing.removals import removal_lines

    for release in releases:
        lines = removal_lines(build, release, "en")
        if len(lines) > 1:
            click.echo("\n".join(lines), err=True)


def _export(home: Path, build: warehouse.Build, asked: Request, output: Path, *, is_quiet: bool = False) -> int:
    """Write one briefing; how many bytes it has."""
    made = _made(home, build, asked, is_quiet=is_quiet)
    export(home, output, made.content, made.manifest)
    return len(made.content)


def _export_country(home: Path, build: warehouse.Build, asked: Request, folder: Path, code: str) -> None:
    """Write a country's brief; another process calls this."""
    from dashboard.briefing.batch import check_told

    asked = replace(asked, country=code)
    check_told(home, build, asked.release, code)
    _export(home, build, asked, folder / f"{code}{ending_of(asked.file_format)}", is_quiet=True)


def _export_all(home: Path, build: warehouse.Build, asked: Request, folder: Path, jobs: int | None) -> None:
    """Write a brief of each country of which something may be told; those that are left out or fail are told then."""
    from dashboard.briefing.batch import NothingToldError, cores, countries_of, each_in_a_process, failure_words

    codes = countries_of(build)
    _tell_removals(build, dict.fromkeys(replace(asked, country=code).release for code in codes))
    folder.mkdir(exist_ok=True)
    work = partial(_export_country, home, build, asked, folder)
    with _progress(len(codes)) as on_done:
        on_done("")
        failed = each_in_a_process(work, codes, jobs=jobs or cores(), on_done=on_done)
    left_out = [code for code, why in failed.items() if isinstance(why, NothingToldError)]
    for code in left_out:
        del failed[code]
    for code, why in failed.items():
        click.echo(f"{code} failed: {failure_words(why)}", err=True)
    if left_out:
        click.echo(f"Left out, as nothing of them may be told: {', '.join(left_out)}.", err=True)
    most = len(codes) - len(left_out)
    click.echo(f"Wrote {most - len(failed)} of {most} briefs to {folder}, marked TLP:{asked.level}.")
    if failed:
        raise SystemExit(1)


def _withdraw(file: Path, reason: str, replacement: Path | None) -> None:
    """Take a briefing back, and say so."""
    from dashboard.briefing import recall

    try:
        recall.withdraw(warehouse.home(), file, reason, replacement)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or file}: {error.strerror or error}") from error
    click.echo(
        f"Withdrew {file}: moei verify tells it here from now on. Tell those who have a copy: theirs can't know."
    )


def _asked(
    output: Path,
    *,
    scene_ids: tuple[str, ...],
    standard: bool,
    country: str | None,
    view: str | None,
    all_countries: bool,
    jobs: int | None,
    since: date | Path | None,
    file_format: Any,
    level: str,
    audience: str | None,
    lang: Language,
    paper: str,
) -> Request:
    """
    What the options ask for; of --all-countries without a country.

    Raises
    ------
    click.UsageError
        If they don't go together.
    """
    try:
        asked = Request(
            kind=one_kind(
                scene_ids=scene_ids, standard=standard, country=country, all_countries=all_countries, view=view
            ),
            scene_ids=scene_ids,
            country=country or "",
            view=view or "",
            since=since if isinstance(since, date) else None,
            since_file=since if isinstance(since, Path) else None,
            file_format=file_format,
            level=level,
            audience=audience or "",
            language=lang,
            paper=paper,
        )
        asked.check()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if all_countries and asked.since_file:
        raise click.UsageError("--since FILE goes with one briefing, --all-countries makes several.")
    if jobs and not all_countries:
        raise click.UsageError("--jobs goes with --all-countries.")
    if all_countries and output.exists() and not output.is_dir():
        raise click.UsageError(f"-o is a folder for --all-countries; {output} is a file.")
    if output.is_dir() and not all_countries:
        raise click.UsageError(f"Invalid value for '-o' / '--output': File '{output}' is a directory.")
    if not all_countries:
        try:
            asked.check_name(output)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    return asked


def _made(home: Path, build: warehouse.Build, asked: Request, *, is_quiet: bool) -> "Made":
    """The file and its manifest."""
    # Drawing and setting take a second to import, which no other command should wait for.
    from dashboard.briefing.made import make, options_of
    from dashboard.briefing.since import read_earlier

    options = options_of(home, asked)
    if asked.since_file:
        options = replace(options, earlier=read_earlier(home, build, asked.since_file, options))
    with _progress(len(options.scenes) or None, is_quiet=is_quiet) as on_page:
        return make(home, build, options, asked.file_format, on_page=on_page)


@contextlib.contextmanager
def _progress(total: int | None, *, is_quiet: bool = False) -> Iterator[Any]:
    """A bar on a terminal's error stream while pages are made."""
    columns = TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn()
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=is_quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=total, completed=-1)
        yield lambda title: bar.update(task, description=title, advance=1)
