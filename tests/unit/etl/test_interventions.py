"""Lists that a person edits: interventions, claims and commitments."""

import csv
import re
import tomllib
from datetime import date

import pytest

from etl import claims, interventions
from etl.pipeline import BUNDLED
from etl.toml_entries import partial_date, read_sector_ids

KEYS = {
    "incidents.csv": "incident_id",
    "rescues.csv": "rescue_id",
    "infrastructure.csv": "infra_id",
    "travel_risk.csv": "risk_id",
    "displacement.csv": "displacement_id",
}
INTERVENTION = {
    "id": "mine",
    "name": "Mine",
    "name_th": "ของฉัน",
    "kind": "operation",
    "date": "2026-01-05",
    "records": ["inc-0001"],
    "treated": ["mae-sot-myawaddy"],
    "displacement": ["three-pagodas-payathonzu"],
    "control": ["mae-sai-tachileik"],
}
COMPUTATION = {
    "method": "displacement",
    "treated": ["mae-sot-myawaddy"],
    "displacement": ["three-pagodas-payathonzu"],
    "control": [],
    "at": "2025-01",
    "months": 6,
    "expects": "displaced",
}
CLAIM = {
    "id": "c",
    "statement": "It moved.",
    "statement_th": "มันย้าย",
    "said_by": "Someone",
    "said_by_th": "ผู้หนึ่ง",
    "said_date": "2025-01-31",
    "records": ["inc-0103"],
    "source_url": "https://example.org",
    "computation": COMPUTATION,
}
FIGURE = {"measure": "activity", "sectors": ["mae-sot-myawaddy"], "expects": "fall"}
COMMITMENT = {
    "id": "p",
    "promise": "It ends.",
    "promise_th": "มันจบ",
    "made_by": "Someone",
    "made_by_th": "ผู้หนึ่ง",
    "made_date": "2025-07",
    "due_date": "2025-10",
    "records": ["inc-0156"],
    "source_url": "https://example.org",
    "figure": FIGURE,
}


@pytest.fixture(scope="module")
def bundled_rows() -> dict[str, dict[str, str]]:
    """Every record of the bundled files by its id."""
    rows = {}
    for name, key in KEYS.items():
        with (BUNDLED / name).open(encoding="utf-8", newline="") as file:
            rows |= {row[key]: row for row in csv.DictReader(file)}
    return rows


def toml(what: str, *entries: dict[str, object]) -> str:
    """Entries as a person would write them."""

    def value(given: object) -> str:
        if isinstance(given, dict):
            return "{" + ", ".join(f"{name} = {value(inner)}" for name, inner in given.items()) + "}"
        if isinstance(given, list):
            return "[" + ", ".join(map(value, given)) + "]"
        return f'"{given}"' if isinstance(given, str) else str(given)

    lines = []
    for entry in entries:
        lines += [f"[[{what}]]", *(f"{name} = {value(given)}" for name, given in entry.items())]
    return "\n".join(lines)


def every_cited() -> list[tuple[str, tuple[str, ...]]]:
    return [
        *((one.intervention_id, one.record_ids) for one in interventions.read_interventions()),
        *((one.claim_id, one.record_ids) for one in claims.read_claims()),
        *((one.commitment_id, one.record_ids) for one in claims.read_commitments()),
    ]


def test_each_cited_record_exists(bundled_rows):
    missing = [(entry, record) for entry, records in every_cited() for record in records if record not in bundled_rows]
    assert missing == []


def test_each_cited_record_is_in_a_build_of_the_bundled_files(bundled):
    known = {row[0] for row in bundled.cursor().execute("SELECT event_id FROM record").fetchall()}
    assert {record for _, records in every_cited() for record in records} <= known


def test_each_date_of_an_intervention_is_that_of_a_record_it_cites(bundled_rows):
    for one in interventions.read_interventions():
        written = one.day.isoformat() if one.date_precision == "day" else f"{one.day:%Y-%m}"
        assert written in {bundled_rows[record]["date"] for record in one.record_ids}, one.intervention_id


def test_each_source_and_date_of_a_statement_is_that_of_a_record_it_cites(bundled_rows):
    told = [(one.claim_id, one, one.said, one.said_precision) for one in claims.read_claims()]
    told += [(one.commitment_id, one, one.made, one.made_precision) for one in claims.read_commitments()]
    for name, one, day, precision in told:
        rows = [bundled_rows[record] for record in one.record_ids]
        assert (one.source_url is None) == (rows == []), name
        if rows:
            assert one.source_url in {row["source_url"] for row in rows}, name
            written = day.isoformat() if precision == "day" else f"{day:%Y-%m}"
            assert written in {row[column] for row in rows for column in ("date", "source_date")}, name


def test_what_the_issue_names_is_listed():
    listed = {one.intervention_id: one for one in interventions.read_interventions()}
    assert listed["five-point-power-cut"].day == date(2025, 2, 5)
    assert listed["kk-park-operation"].day == date(2025, 10, 19)
    assert listed["cambodia-border-closure"].day == date(2025, 6, 23)
    assert listed["laukkai-handovers"].day == date(2023, 11, 16)
    [kanchanaburi] = [one for one in claims.read_claims() if one.claim_id == "north-of-mae-sot-to-kanchanaburi"]
    assert kanchanaburi.sides.displacement[0] == "three-pagodas-payathonzu"
    [promise] = [one for one in claims.read_commitments() if one.commitment_id == "results-within-three-months"]
    assert (promise.record_ids, promise.source_url) == ((), None)
    assert promise.note.startswith("No bundled record holds this promise.")


def test_interventions_come_by_date_and_have_names_in_both_languages():
    listed = interventions.read_interventions()
    assert [one.day for one in listed] == sorted(one.day for one in listed)
    for text, thai in [
        *((one.name, one.name_th) for one in listed),
        *((one.statement, one.statement_th) for one in claims.read_claims()),
        *((one.promise, one.promise_th) for one in claims.read_commitments()),
    ]:
        assert re.search("[a-z]", text)
        assert not re.search("[\u0e00-\u0e7f]", text)
        assert re.search("[\u0e00-\u0e7f]", thai)


def test_a_planners_own_list_is_added_and_needs_no_record(home):
    home.mkdir()
    own = {name: value for name, value in INTERVENTION.items() if name != "records"}
    (home / "interventions.toml").write_text(toml("intervention", own | {"note": "ours"}), encoding="utf-8")
    listed, added = interventions.read_interventions(), interventions.read_interventions(home)
    assert len(added) == len(listed) + 1
    [mine] = [one for one in added if one.is_own]
    assert (mine.intervention_id, mine.record_ids, mine.note, mine.name_th) == ("mine", (), "ours", "ของฉัน")
    assert not any(one.is_own for one in listed)


def test_a_home_without_a_list_adds_nothing(home):
    assert interventions.read_interventions(home) == interventions.read_interventions()


def test_a_planners_entry_can_not_take_the_id_of_a_listed_one(home):
    home.mkdir()
    path = home / "interventions.toml"
    path.write_text(toml("intervention", INTERVENTION | {"id": "kk-park-operation"}), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"interventions.toml can't be used .*\(kk-park-operation\): the id is that of"
    ):
        interventions.read_interventions(home)


def refused(home, text: str) -> str:
    home.mkdir(exist_ok=True)
    (home / "interventions.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="can't be used") as error:
        interventions.read_interventions(home)
    assert str(home / "interventions.toml") in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"treated": ["mae-sot"]}, "intervention 1 (mine): no sector is called 'mae-sot'; see sectors.toml"),
        ({"treated": []}, "intervention 1 (mine) must name one treated sector or more"),
        ({"control": ["mae-sot-myawaddy"]}, "intervention 1 (mine): the sector 'mae-sot-myawaddy' stands twice"),
        ({"date": "5 February 2025"}, "date must be a day or month in quotation marks"),
        ({"date": "2025-02-30"}, "date must be a day or month in quotation marks"),
        ({"date": 2025}, "date must be a day or month in quotation marks"),
        ({"kind": "raid"}, "kind must be one of cut, operation, border, other: found 'raid'"),
        ({"name": " "}, "name must be a text in quotation marks: found ' '"),
        ({"treated": "mae-sot-myawaddy"}, "treated must be a list of texts"),
        ({"id": 7}, "intervention 1 (7): id must be a text"),
        ({"where": "here"}, "intervention 1 (mine): where is not known; accepted: id, name"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_with_its_file_and_its_place(home, change, message):
    assert message in refused(home, toml("intervention", INTERVENTION | change))


def test_every_fault_of_a_file_is_told_at_once(home):
    second = {name: value for name, value in INTERVENTION.items() if name not in ("name", "control")}
    told = refused(home, toml("intervention", INTERVENTION | {"kind": "raid"}, second, INTERVENTION))
    for part in (
        "intervention 1 (mine): kind",
        "2 (mine) has no name",
        "2 (mine) has no control",
        "'mine' stands twice",
    ):
        assert part in told


@pytest.mark.parametrize("text", ["[[intervention]", "[[other]]", "intervention = 3", "intervention = [3]"])
def test_what_is_no_list_of_interventions_is_refused(home, text):
    assert "can't be used" in refused(home, text)


def test_a_listed_intervention_must_cite_a_record(monkeypatch, tmp_path):
    path = tmp_path / "interventions.toml"
    path.write_text(toml("intervention", INTERVENTION | {"records": []}), encoding="utf-8")
    monkeypatch.setattr(interventions, "INTERVENTIONS", path)
    with pytest.raises(ValueError, match=r"\(mine\) must cite one record or more"):
        interventions.read_interventions()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"computation": COMPUTATION | {"method": "guess"}},
            "claim 1 (c) computation: method must be one of displacement",
        ),
        ({"computation": COMPUTATION | {"expects": "fall"}}, "expects must be one of displaced, diffused, neither"),
        ({"computation": COMPUTATION | {"displacement": []}}, "must name one displacement sector or more"),
        ({"computation": COMPUTATION | {"months": 0}}, "months must be a whole number above 0: found 0"),
        ({"computation": {"method": "effect"}}, "claim 1 (c) computation has no treated"),
        ({"computation": "displacement"}, "claim 1 (c): computation must be a table"),
        ({"records": []}, "claim 1 (c) must have records and the source_url of one of them, or neither"),
        ({"said_by": ""}, "said_by must be a text"),
    ],
)
def test_what_is_wrong_with_a_claim_is_told(monkeypatch, tmp_path, change, message):
    assert message in refused_list(monkeypatch, tmp_path, "claim", CLAIM | change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"figure": FIGURE | {"measure": "cases"}},
            "figure: measure must be one of activity, records, found, freed, arrested",
        ),
        ({"figure": FIGURE | {"sectors": []}}, "commitment 1 (p) must name one sector or more"),
        ({"figure": FIGURE | {"sectors": ["x"]}}, "no sector is called 'x'"),
        ({"figure": FIGURE | {"expects": "less"}}, "figure: expects must be one of fall, rise, none"),
        ({"due_date": "2025-06"}, "due_date must not be before made_date: found 2025-06"),
    ],
)
def test_what_is_wrong_with_a_commitment_is_told(monkeypatch, tmp_path, change, message):
    assert message in refused_list(monkeypatch, tmp_path, "commitment", COMMITMENT | change)


@pytest.mark.parametrize(("what", "entry"), [("claim", CLAIM), ("commitment", COMMITMENT)])
def test_a_statement_without_a_record_must_say_so(monkeypatch, tmp_path, what, entry):
    bare = {name: value for name, value in entry.items() if name != "source_url"} | {"records": []}
    assert "cites no record: a note must say so" in refused_list(monkeypatch, tmp_path, what, bare)
    path = tmp_path / "list.toml"
    path.write_text(toml(what, bare | {"note": "No bundled record."}), encoding="utf-8")
    [found] = claims.read_claims() if what == "claim" else claims.read_commitments()
    assert (found.record_ids, found.source_url, found.note) == ((), None, "No bundled record.")


def refused_list(monkeypatch, tmp_path, what: str, entry: dict[str, object]) -> str:
    path = tmp_path / "list.toml"
    path.write_text(toml(what, entry), encoding="utf-8")
    monkeypatch.setattr(claims, "CLAIMS" if what == "claim" else "COMMITMENTS", path)
    with pytest.raises(ValueError, match=r"list\.toml can't be used") as error:
        claims.read_claims() if what == "claim" else claims.read_commitments()
    return str(error.value)


def test_a_partial_date_is_a_day_or_a_month():
    assert partial_date("2025-02-05") == (date(2025, 2, 5), "day")
    assert partial_date("2025-02") == (date(2025, 2, 1), "month")
    for wrong in ("2025", "2025-13", "2025-2-5", "20250205", "2025-W05-3", date(2025, 2, 5), None):
        assert partial_date(wrong) is None


def test_sector_ids_are_those_of_the_table_that_a_load_reads(bundled):
    known = {row[0] for row in bundled.cursor().execute("SELECT sector_id FROM sector").fetchall()}
    assert read_sector_ids() == known


def test_the_lists_are_read_as_they_stand():
    text = interventions.INTERVENTIONS.read_text(encoding="utf-8")
    assert len(tomllib.loads(text)["intervention"]) == len(interventions.read_interventions())
