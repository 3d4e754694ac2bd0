"""`moei brief`: scenes as pages that can be handed on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.briefing.export_log import export
from dashboard.state import LANGUAGES, Language
from etl import warehouse
from etl.contract.vocab import COUNTRIES, RELEASE_LEVELS
from etl.release_rules import ANYONE, Release

if TYPE_CHECKING:
    from dashboard.briefing.data_files import DataFormat
    from dashboard.briefing.made import Made
    from dashboard.briefing.typesetting import Format

FORMATS = ("pdf", "png", "svg", "gpkg", "geoparquet", "kml", "csv", "xlsx")
ENDINGS = {"gpkg": ".gpkg", "geoparquet": ".zip", "kml": ".kml", "csv": ".zip", "xlsx": ".xlsx"}
"""Data format -> how its file's name ends: by that a recipient's program knows what it is."""
PAPER_NAMES = ("a4", "16:9")


@click.command("brief")
@click.option("--scene", "scene_ids", metavar="ID", multiple=True, help="A scene of the wall; may be given again.")
@click.option("--standard", is_flag=True, help="The situation: what changed, all scenes, and what weighs them.")
@click.option("--country", metavar="CC", help="What concerns one country: two letters of ISO 3166-1, such as KE.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With --country: first day that is new.  [default: 30 days before the records end]",
)
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    default="pdf",
    show_default=True,
    help="Of the file; png and svg hold one scene, those after them the data of --standard or --country.",
)
@click.option(
    "--level",
    type=click.Choice(RELEASE_LEVELS),
    required=True,
    help="Release level that each page is marked with: nothing above it is there.",
)
@click.option(
    "--audience",
    metavar="CC|anyone",
    help="Who it is for: a country sees its own nationals as the level allows, others' coarsely.  [default: the"
    " country of --country, else anyone]",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the pages.")
@click.option("--paper", type=click.Choice(PAPER_NAMES), default="a4", show_default=True, help="Of the pages.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
def brief(output: Path, **asked: Any) -> None:
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
      moei brief --standard --level CLEAR --lang th -o situation.pdf
      moei brief --country KE --since 2026-01-01 --level CLEAR -o kenya.pdf
      moei brief --standard --format gpkg --level CLEAR -o situation.gpkg
      moei brief --country KE --format csv --lang th --level CLEAR -o kenya.zip
      moei brief --standard --level GREEN -o situation-green.pdf
      moei brief --standard --level AMBER --audience KE -o for-kenya.pdf
    """
    told = _Asked(**asked)
    told.check(output)
    if not output.parent.is_dir():
        raise click.ClickException(f"The folder {output.parent} doesn't exist.")
    try:
        home = warehouse.home()
        made = _made(home, told)
        export(home, output, made.content, made.manifest)
    except (warehouse.NoBuildError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        where = error.filename2 or error.filename or output
        raise click.ClickException(f"{where}: {error.strerror or error}") from error
    click.echo(f"Wrote {output}, {len(made.content):,} bytes, marked TLP:{told.level}, for {told.release.audience}.")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What the command was asked, as typed."""

    scene_ids: tuple[str, ...]
    standard: bool
    country: str | None
    since: datetime | None
    file_format: "Format | DataFormat"
    level: str
    audience: str | None
    lang: Language
    paper: str

    @property
    def kind(self) -> Literal["scenes", "standard", "country"]:
        """What to make."""
        return "standard" if self.standard else "country" if self.country else "scenes"

    @property
    def release(self) -> Release:
        """To whom it is told."""
        country = (self.country or "").upper()
        audience = (self.audience or (country if country in COUNTRIES else ANYONE)).upper()
        return Release(level=self.level, audience=ANYONE if audience == ANYONE.upper() else audience)

    def check(self, output: Path) -> None:
        """Refuse what can't be made, with what can."""
        asked = [bool(self.scene_ids), self.standard, bool(self.country)]
        if sum(asked) != 1:
            raise click.UsageError("Give --scene, --standard, or --country: one of them.")
        if self.since and not self.country:
            raise click.UsageError("--since goes with --country.")
        if self.file_format in ENDINGS:
            self._check_data(output)
        elif self.file_format != "pdf" and self.kind != "scenes":
            accepted = ", ".join(["pdf", *ENDINGS])
            raise click.UsageError(f"--{self.kind} has several pages; give --format with one of {accepted}.")
        elif self.file_format != "pdf" and len(set(self.scene_ids)) > 1:
            raise click.UsageError(f"--format {self.file_format} holds one scene; give one --scene, or --format pdf.")

    def _check_data(self, output: Path) -> None:
        if self.kind == "scenes":
            raise click.UsageError(f"--format {self.file_format} holds the data of --standard or --country; give one.")
        ending = ENDINGS[self.file_format]
        if output.suffix.lower() != ending:
            raise click.UsageError(f"--format {self.file_format} makes a {ending} file; end the name in {ending}.")


def _made(home: Path, asked: _Asked) -> "Made":
    """The file and its manifest."""
    # Drawing and setting take a second to import, which no other command should wait for.
    from dashboard.briefing.document import Options
    from dashboard.briefing.made import chosen_scenes, make
    from dashboard.briefing.paper import PAPERS
    from dashboard.briefing.removals import removal_lines

    build = warehouse.current_build(home)
    removed = removal_lines(build, asked.release, "en")
    if len(removed) > 1:
        click.echo("\n".join(removed), err=True)
    options = Options(
        kind=asked.kind,
        scenes=chosen_scenes(home, asked.kind, asked.scene_ids),
        paper=PAPERS["a4" if asked.file_format in ENDINGS else asked.paper],
        level=asked.release.level,
        audience=asked.release.audience,
        language=asked.lang,
        is_picture=asked.file_format in ("png", "svg"),
        nationality=(asked.country or "").upper(),
        since=asked.since.date() if asked.since else None,
    )
    with _progress(len(options.scenes) or None) as on_page:
        return make(home, build, options, asked.file_format, on_page=on_page)


@contextmanager
def _progress(total: int | None) -> Iterator[Any]:
    """A bar on a terminal's error stream while pages are made."""
    columns = TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn()
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total, completed=-1)
        yield lambda title: bar.update(task, description=title, advance=1)
