import pytest

from etl import pipeline, warehouse
from etl.duplicates import propose

FIRST = {
    "incident_id": "a",
    "date": "2025-10-22",
    "kind": "raid",
    "place_id": "p",
    "persons_arrested": "29",
    "publisher": "The Paper",
    "source_url": "https://example.org/a",
    "summary": "Soldiers took 29 Chinese at a pier in Ban Mae Ku after they crossed from KK Park.",
}
SECOND = FIRST | {
    "incident_id": "b",
    "date": "2025-10-23",
    "publisher": "Another Paper",
    "source_url": "https://example.org/b",
    "summary": "At a pier in Ban Mae Ku, troops held 29 Chinese who crossed from KK Park.",
}


@pytest.fixture
def proposed(home, write_rows):
    """What is proposed of these incidents, at one of two places 40 km apart, the likeliest first."""

    def pairs(*rows, least_score=0.5):
        places = [{"place_id": "p"}, {"place_id": "q", "lat": "17.06"}]
        pipeline.load(home, [write_rows("place", *places), write_rows("incident", *rows)])
        with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
            return propose(connection, least_score=least_score)

    return pairs


def ids(proposals):
    return [tuple(report.report_id for report in proposal.reports) for proposal in proposals]


def test_two_papers_on_one_raid_are_proposed_with_reasons_that_add_up(proposed):
    [proposal] = proposed(FIRST, SECOND)
    assert ids([proposal]) == [("a", "b")]
    assert proposal.layer == "incident"
    assert proposal.score > 0.9
    found = {reason.code: reason.value for reason in proposal.reasons}
    assert found["persons"] == 1
    assert found["words"] > 80
    assert {"place", "kind", "numbers"} <= set(found)
    assert [report.publisher for report in proposal.reports] == ["The Paper", "Another Paper"]
    weights = [abs(reason.points) for reason in proposal.reasons]
    assert weights == sorted(weights, reverse=True)


TOO_LITTLE = {
    "the same publisher": {"publisher": "The Paper"},
    "the same page": {"source_url": "https://example.org/a"},
    "four days off": {"date": "2025-10-26"},
    "no date": {"date": ""},
    "a year alone": {"date": "2025"},
    "another kind": {"kind": "policy"},
    "elsewhere": {"place_id": "q", "persons_arrested": "400", "summary": "A casino owner was held with 400 workers."},
    "other people": {"persons_arrested": "400", "summary": "A casino owner was held with workers of five countries."},
}
ENOUGH = {
    "three days off": {"date": "2025-10-25"},
    "a month alone": {"date": "2025-10"},
    "another kind of its family": {"kind": "arrest"},
    "rounded and mute": {"persons_arrested": "30", "summary": ""},
    "no count": {"persons_arrested": ""},
    "counted as found": {"persons_arrested": "", "persons_found": "29"},
    "in Thai": {"summary": "ทหารควบคุมตัวชาวจีน 29 คนที่ท่าเรือบ้านแม่กุ"},
    "no page": {"source_url": ""},
}


def test_what_reporters_differ_in_does_not_hide_that_two_are_one_and_less_is_not_enough(proposed):
    rows = []
    for month, (case, changes) in enumerate((TOO_LITTLE | ENOUGH).items()):
        for row in (FIRST, SECOND | changes):
            moved = row["date"].replace("2025-10", f"{2015 + month // 12}-{month % 12 + 1:02}")
            # Words of its own, or those of all cases would be taken for a form.
            words = row["summary"].replace("29", f"29 ({case})")
            rows.append(row | {"incident_id": f"{case} {row['incident_id']}", "date": moved, "summary": words})
    found = {first.removesuffix(" a") for first, second in ids(proposed(*rows)) if first[:-2] == second[:-2]}
    assert found == set(ENOUGH)


def test_words_in_thai_and_in_english_are_not_compared(proposed):
    [proposal] = proposed(FIRST, SECOND | {"summary": "ทหารควบคุมตัวชาวจีน 29 คนที่ท่าเรือบ้านแม่กุ"})
    assert [reason.value for reason in proposal.reasons if reason.code == "words"] == [None]


def test_thai_words_are_compared_with_thai_ones(proposed):
    thai = "ทหารควบคุมตัวชาวจีนยี่สิบเก้าคนที่ท่าเรือบ้านแม่กุ"
    [proposal] = proposed(FIRST | {"summary": thai}, SECOND | {"summary": f"{thai}เมื่อเช้านี้"})
    [value] = [reason.value for reason in proposal.reasons if reason.code == "words"]
    assert value > 70


def test_words_that_a_form_repeats_are_no_evidence(proposed):
    form = [FIRST | {"incident_id": f"form-{i}", "date": f"2024-0{i + 1}-01"} for i in range(6)]
    proposals = proposed(FIRST, SECOND | {"summary": FIRST["summary"]}, *form)
    [values] = [[r.value for r in p.reasons if r.code == "words"] for p in proposals if ids([p]) == [("a", "b")]]
    assert values == [None]


def test_hostile_words_are_compared_as_words(proposed):
    hostile = "'; DROP TABLE record; -- <script>alert(1)</script> \u202e {} $1 ％"
    changed = [row | {"incident_id": f"{row['incident_id']}{hostile}", "summary": hostile} for row in (FIRST, SECOND)]
    assert ids(proposed(*changed)) == [(f"a{hostile}", f"b{hostile}")]


def test_a_lower_score_proposes_no_less(proposed):
    rows = [FIRST, SECOND, SECOND | {"incident_id": "c", "persons_arrested": "40", "publisher": "C", "summary": ""}]
    assert set(ids(proposed(*rows, least_score=0.9))) <= set(ids(proposed(*rows, least_score=0.1)))


def test_rows_of_one_group_are_one_report_and_its_parts_are_told_by_others(home, write_rows):
    def row(number, nationality, persons, group="g", publisher="The Paper"):
        told = {"rescue_id": number, "group_id": group, "date": "2025-03-01", "kind": "handover", "from_place_id": "p"}
        return told | {"nationality": nationality, "persons": persons, "publisher": publisher, "summary": ""}

    rows = [row("r1", "CN", "200"), row("r2", "IN", "60"), row("r3", "", "260", group="h", publisher="Another")]
    rows.append(row("r4", "IN", "60", group="", publisher="An Embassy"))
    rows.append(row("r5", "CN", "1", group="cum-x", publisher="A Ministry"))
    pipeline.load(home, [write_rows("place", {"place_id": "p"}), write_rows("rescue", *rows)])
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        found = propose(connection, least_score=0.4)
    assert ids(found)[0] == ("g", "h")
    assert [report.persons for report in found[0].reports] == [260, 260]
    assert found[0].reports[0].event_ids == ("r1", "r2")
    assert "cum-x" not in {report for pair in ids(found) for report in pair}
    # An embassy counts its own: that is no other count.
    assert all(
        reason.code != "persons" for p in found for reason in p.reasons if "r4" in ids([p])[0] and "g" in ids([p])[0]
    )


def test_one_publisher_is_compared_across_two_sources_and_the_same_page_is_a_reason(home, write_rows):
    second = SECOND | {"publisher": "The Paper", "source_url": FIRST["source_url"]}
    for row in (FIRST, second):
        pipeline.load(home, [write_rows("place", {"place_id": "p"}), write_rows("incident", row)])
    build = warehouse.current_build(home).path
    with warehouse.open_read_only(build) as connection:
        assert propose(connection) == []
    with warehouse.open_for_writing(build, home) as connection:
        connection.execute("UPDATE source_file SET source_name = 'police' WHERE source_file_id = 4")
        [proposal] = propose(connection)
    assert ids([proposal]) == [("a", "b")]
    assert ("page", 1.0) in {(reason.code, reason.value) for reason in proposal.reasons}


def test_an_empty_build_proposes_nothing(home, write_rows):
    pipeline.load(home, [write_rows("place", {"place_id": "p"})])
    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        assert propose(connection) == []
