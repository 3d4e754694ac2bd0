"""Random worlds of marked records, loaded through the real pipeline, each with texts and numbers to search for."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import duckdb

from etl import pipeline, warehouse
from etl.contract.vocab import RELEASE_LEVELS
from etl.derived import make_derived, make_marts
from etl.source import list_descriptions
from etl.warehouse import Build
from tests.conftest import LEAST_ROWS

MARKINGS = (*((level, False) for level in RELEASE_LEVELS), ("AMBER", True), ("CLEAR", True))
"""Release level, and whether it is public."""
FILE = "qxfile"
"""Beginning of the names of the files, which tell of records that must not leave."""
NATIONALITIES = ("KE", "UG", "ET", "")
_COMPOUNDS, _TOWNS = ("kk-park", "shwe-kokko", "tai-chang"), ("mae-sot", "myawaddy", "poipet")
_TABLES = ("place", "compound", "incident", "rescue", "infrastructure", "movement", "displacement_report")
_FREE = {
    "place": ("name", "alt_names"),
    "compound": ("name", "alt_names", "controlled_by", "summary", "opposite_th_province"),
    "incident": ("summary", "agencies"),
    "rescue": ("summary",),
    "infrastructure": ("summary", "operator"),
    "movement": ("summary",),
    "displacement_report": ("summary",),
}
"""Table -> columns of free text in its file."""


@dataclass
class Planted:
    """A record of a world: its row as the file gives it, and what of it can be searched for."""

    table: str
    level: str
    is_public: bool
    key: str
    row: dict[str, str]
    texts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    @property
    def point(self) -> tuple[float, float] | None:
        """Its own longitude and latitude."""
        return (float(self.row["lon"]), float(self.row["lat"])) if self.row.get("lon") in self.numbers else None

    @property
    def nationality(self) -> str:
        """ISO 3166-1 alpha-2; empty where none is told."""
        return self.row.get("nationality", "")


class World:
    """
    A home with the bundled records and planted ones of every marking.

    Parameters
    ----------
    home
        A copy of a home with the bundled records.
    seed
        Of what is planted.
    """

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self._random = home, Random(seed)
        self._used: set[int] = set()
        self._hidden = ""
        self._described = {one.table: one for one in list_descriptions() if one.file}
        self.planted = [one for marking in MARKINGS for one in self._plant(*marking)]
        for table in _TABLES:
            self._describe(table)

    def load(self, *tables: str) -> Build:
        """Load what is planted in some tables, by default all, as it is now, and mark each record."""
        result = pipeline.load(self.home, [self._write(table) for table in tables or _TABLES])
        assert not any(file.rows_rejected for file in result.files), [file.faults for file in result.files]
        build = warehouse.current_build(self.home)
        with duckdb.connect(str(build.path)) as connection:
            self._mark(connection)
            make_derived(connection)
            make_marts(connection)
        return build

    def _mark(self, connection: duckdb.DuckDBPyConnection) -> None:
        """A description marks all records of its source alike, and one for each marking would take minutes to load."""
        for table in _TABLES:
            key = self._described[table].core_table.key
            for level, is_public in MARKINGS:
                keys = [one.key for one in self.of(table) if (one.level, one.is_public) == (level, is_public)]
                connection.execute(
                    f"UPDATE {table} SET release_level = ?, is_public = ? WHERE list_contains(?, {key})",
                    [level, is_public, keys],
                )

    def grow(self) -> None:
        """Correct some counts by a little, split one record in two, add small ones, and withdraw some."""
        for one in self.of("rescue"):
            count = int(one.row["persons"] or 0)
            if not one.is_public and count:
                change = self._random.choice([0, 0, 1, 2, -1, 3])
                one.row["persons"] = str(max(count + change, 0))
        hidden = [one for one in self.of("rescue") if not one.is_public]
        for one in self._random.sample(hidden, len(hidden) // 3):
            added = self._rescue(one.level, one.is_public, one.nationality, self._random.randint(1, 4), "")
            self.planted.append(added)
        gone = self._random.sample(hidden, len(hidden) // 5)
        self.planted = [one for one in self.planted if one not in gone]

    def of(self, table: str) -> Iterator[Planted]:
        """What is planted in a table."""
        return (one for one in self.planted if one.table == table)

    def _plant(self, level: str, is_public: bool) -> Iterator[Planted]:
        random = self._random
        place = self._row("place", level, is_public, location_precision="site", **self._point())
        compound = self._row("compound", level, is_public, location_precision="site", **self._point())
        # What is public may be told of a compound that isn't.
        self._hidden = self._hidden or compound.key
        yield from (place, compound)
        for at in (
            {"compound_id": compound.key},
            {"place_id": place.key},
            {"compound_id": random.choice(_COMPOUNDS)},
            {"compound_id": self._hidden, "place_id": "myawaddy"} if is_public else {"place_id": place.key},
            {"location_precision": "site", **self._point()},
        ):
            counts = {name: str(self._count()) for name in ("persons_arrested", "persons_found")}
            yield self._row(
                "incident", level, is_public, date=self._day(), seized_thb=str(self._number()), **counts, **at
            )
        for _ in range(3):
            group = f"g{self._word()}"
            for nationality in random.sample(NATIONALITIES, 3):
                yield self._rescue(level, is_public, nationality, self._count(), group, compound.key)
        for nationality in NATIONALITIES:
            yield self._rescue(level, is_public, nationality, self._count(), "")
        yield self._row("infrastructure", level, is_public, date=self._day(), compound_id=compound.key)
        ends = {"from_place_id": random.choice(_TOWNS), "to_place_id": place.key, "via_place_ids": place.key}
        yield self._row(
            "movement",
            level,
            is_public,
            date=self._day(),
            kind="transit_route",
            nationality="KE",
            persons=str(self._count()),
            **ends,
        )
        yield self._row(
            "displacement_report",
            level,
            is_public,
            date=self._day(),
            persons=str(self._count()),
            from_compound_id=compound.key,
            to_place_id=place.key,
        )

    def _rescue(
        self, level: str, is_public: bool, nationality: str, persons: int, group: str, compound: str = "kk-park"
    ) -> Planted:
        one = self._row(
            "rescue",
            level,
            is_public,
            date=self._day(),
            kind="handover",
            group_id=group,
            compound_id=compound,
            nationality=nationality,
            persons=str(persons),
            from_country="MM",
            to_country="TH",
        )
        one.texts += [group] if group else []
        return one

    def _row(self, table: str, level: str, is_public: bool, **row: str) -> Planted:
        """A row with a marker in its id, its link and each free text."""
        key = self._word()
        texts = {name: f"{self._word()}" for name in _FREE[table]}
        link = "" if table == "place" else f"https://{self._word()}.example/x"
        id_column = self._described[table].column_of(self._described[table].core_table.key)
        assert id_column is not None
        whole = {**LEAST_ROWS[table], **texts, "source_url": link, id_column: key, **row}
        numbers = [value for value in row.values() if len(value.replace(".", "")) >= 6 and value[0].isdigit()]
        numbers = [value for value in numbers if "-" not in value]
        found = [key, *texts.values(), *([link[8:-10]] if link else [])]
        return Planted(table, level, is_public, key, whole, texts=found, numbers=numbers)

    def _word(self) -> str:
        return "qx" + "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz", k=10))

    def _number(self) -> int:
        """A number of seven digits that stands nowhere else."""
        number = self._random.randrange(1_000_001, 9_999_999, 2)
        return self._number() if number % 5 == 0 or number in self._used else (self._used.add(number) or number)

    def _count(self) -> int:
        """A count of people: small, middling, or one that can be searched for."""
        return self._random.choice([self._random.randint(0, 4), self._random.randint(5, 40), self._number()])

    def _point(self) -> dict[str, str]:
        """A point in Myanmar opposite Mae Sot, with decimals that stand nowhere else."""
        return {
            "lat": f"16.{self._random.randint(60_001, 69_999)}",
            "lon": f"98.{self._random.randint(45_001, 49_999)}",
        }

    def _day(self) -> str:
        return f"2026-0{self._random.randint(1, 3)}-{self._random.randint(1, 12):02}"

    def _describe(self, table: str) -> None:
        """A description like the bundled one's, of columns that no other has; what a file lacks is withdrawn."""
        columns = "\n".join(f'"x {column}" = "{told}"' for column, told in self._described[table].columns.items())
        text = (
            f'name = "marked_{table}"\ntitle = "A source"\ntable = "{table}"\ncadence = "none"\nlicence = "A licence"\n'
            'release_level = "CLEAR"\nis_public = true\nis_synthetic = false\nwithdraw = "full_list"\n'
            f"[columns]\n{columns}\n"
        )
        path = self.home / "sources" / f"marked_{table}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _write(self, table: str) -> Path:
        bundled = self._described[table]
        path = self.home / "in" / f"{FILE}-{table}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(f"x {column}" for column in bundled.columns)
            writer.writerows([one.row.get(column, "") for column in bundled.columns] for one in self.of(table))
        return path


def becomes(one: Planted, level: str, audience: str) -> str:
    """What a record becomes by design 7, said anew and plainly: `gone`, `coarse` or `whole`; of its event no more."""
    if RELEASE_LEVELS.index(one.level) > RELEASE_LEVELS.index(level):
        return "gone"
    if one.is_public:
        return "whole"
    if level in ("CLEAR", "GREEN"):
        return "coarse"
    return "whole" if audience in ("anyone", one.nationality) else "coarse"
