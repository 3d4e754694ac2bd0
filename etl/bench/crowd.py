"""Very many made-up records, in the form of the bundled files, to measure how proposals grow with them."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from etl.bench.paraphrase import paraphrase
from etl.pipeline import BUNDLED

_FILES = {"incidents.csv": "incident_id", "rescues.csv": "rescue_id"}
_FIRST_DAY, _DAYS = date(2020, 1, 1), 2000
_PUBLISHERS = 40


def write_crowd(folder: Path, rows: int, *, seed: int = 1) -> list[Path]:
    """
    Write files of incidents and rescues: bundled ones again and again, in other words, on random days.

    Parameters
    ----------
    folder
        Where to write them.
    rows
        Records in all, half of them incidents. They stand where the bundled ones stand, so they crowd as those do.
    seed
        Seed of every choice.

    Returns
    -------
    list of Path
        The files, those of places and compounds among them.
    """
    rng = random.Random(seed)
    paths = [BUNDLED / "places.csv", BUNDLED / "compounds.csv"]
    for name, key in _FILES.items():
        paths.append(folder / name)
        _write(paths[-1], key, rows // len(_FILES), rng)
    return paths


def _write(path: Path, key: str, rows: int, rng: random.Random) -> None:
    with (BUNDLED / path.name).open(encoding="utf-8-sig", newline="") as file:
        bundled = [row for row in csv.DictReader(file) if not row.get("group_id", "").startswith("cum-")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(bundled[0]))
        writer.writeheader()
        for number in range(rows):
            row = dict(rng.choice(bundled))
            day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
            told = {key: f"crowd-{number}", "date": day.isoformat(), "summary": paraphrase(row["summary"], rng)}
            told |= {
                "publisher": f"Publisher {rng.randrange(_PUBLISHERS)}",
                "source_url": f"https://example.org/{number}",
            }
            told |= {name: "" for name in ("end_date", "group_id", "source_date") if name in row}
            writer.writerow(row | told)
