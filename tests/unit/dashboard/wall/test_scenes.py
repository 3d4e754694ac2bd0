"""The file of scenes: what is read of it, and what is said of its mistakes."""

from pathlib import Path

import pytest

from dashboard.map.protocol import Bounds
from dashboard.wall.scenes import BUNDLED, OWN_SCENES, kept_scenes, read_scenes

IDS = ("border", "mae-sot", "three-pagodas", "sa-kaeo", "golden-triangle", "movement", "infrastructure", "chronogram")
SCENE = {
    "id": '"moei"',
    "title": '"Moei"',
    "title_th": '"เมย"',
    "seconds": "20",
    "kind": '"map"',
    "rule": '"counts"',
    "sectors": '["mae-sot-myawaddy"]',
    "days": "90",
    "bounds": "[98.0, 16.0, 99.0, 17.0]",
    "map_days": "365",
    "layers": '["cells"]',
    "resolution": "6",
    "figures": '["events"]',
}


def entry(**changes: str | None) -> str:
    told = {name: value for name, value in (SCENE | changes).items() if value is not None}
    return "[[scene]]\n" + "".join(f"{name} = {value}\n" for name, value in told.items())


def written(home: Path, text: str) -> Path:
    home.mkdir(exist_ok=True)
    (home / OWN_SCENES).write_text(text, encoding="utf-8")
    return home


def fault(home: Path, text: str) -> str:
    with pytest.raises(ValueError, match=OWN_SCENES) as found:
        read_scenes(written(home, text))
    return str(found.value)


def test_the_bundled_scenes_are_those_of_the_design_in_their_order(home: Path) -> None:
    found = read_scenes(home)
    assert (found.ids, found.path) == (IDS, BUNDLED)
    assert all(scene.bounds is None for scene in found.scenes if scene.kind == "chronogram")
    assert all(scene.bounds is not None and scene.layers for scene in found.scenes if scene.kind == "map")


def test_a_file_in_the_home_stands_for_the_bundled_one(home: Path) -> None:
    (scene,) = read_scenes(written(home, entry())).scenes
    assert (scene.scene_id, scene.title, scene.seconds) == ("moei", {"en": "Moei", "th": "เมย"}, 20)
    assert (scene.sector_ids, scene.bounds, scene.layers) == (
        ("mae-sot-myawaddy",),
        Bounds(98.0, 16.0, 99.0, 17.0),
        ("cells",),
    )


def test_all_stands_for_every_sector(home: Path) -> None:
    (scene,) = read_scenes(written(home, entry(sectors='["all"]'))).scenes
    assert scene.sector_ids == ()


@pytest.mark.parametrize("seconds", ["0", "0.5", "-20", "3601", '"20"', "true", "nan", "inf"])
def test_an_interval_under_one_second_or_no_number_is_refused(home: Path, seconds: str) -> None:
    assert "seconds must be a number of 1 to 3600" in fault(home, entry(seconds=seconds))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"figures": '["people"]'}, "figures 'people' is not known; accepted: compounds, events, freed"),
        ({"layers": '["heat"]'}, "layers 'heat' is not known; accepted: cells, compounds, arcs, cuts"),
        ({"layers": '["cells", "cells"]'}, "layers 'cells' stands twice"),
        ({"sectors": '["mae-sod"]'}, "no sector is called 'mae-sod'; accepted: ids of sectors.toml, or 'all' alone"),
        ({"sectors": '["mae-sot-myawaddy", "all"]'}, "no sector is called 'all'"),
        ({"sectors": "[]"}, "must name one sector or more"),
        ({"kind": '"globe"'}, "kind must be one of map, chronogram: found 'globe'"),
        ({"rule": '"guess"'}, "rule must be one of counts, movement, infrastructure, slide"),
        ({"resolution": "9"}, "resolution must be one of 4, 5, 6: found 9"),
        ({"bounds": "[99.0, 16.0, 98.0, 17.0]"}, "bounds must be [west, south, east, north] in degrees"),
        ({"bounds": "[98.0, 16.0, 99.0]"}, "bounds must be [west, south, east, north] in degrees"),
        ({"days": "0"}, "days must be a whole number of days of 1 to 3650: found 0"),
        ({"id": '"Mae Sot"'}, "id must be small letters, digits and hyphens"),
        ({"title_th": None}, "has no title_th"),
        ({"colour": '"red"'}, "colour is not known; accepted: id, title"),
    ],
)
def test_a_mistake_is_told_with_its_entry_and_what_is_accepted(
    home: Path, changes: dict[str, str | None], words: str
) -> None:
    told = fault(home, entry() + entry(**{"id": '"other"'} | changes))
    assert words in told
    assert f"{OWN_SCENES}: line {len(SCENE) + 2}, scene 2 (" in told


def test_a_chronogram_takes_no_bounds(home: Path) -> None:
    assert "bounds is not known" in fault(home, entry(kind='"chronogram"', rule='"slide"'))


def test_two_scenes_of_one_id_are_refused(home: Path) -> None:
    told = fault(home, entry() + entry(id='"other"') + entry())
    assert told == f"{OWN_SCENES}: line {2 * len(SCENE) + 3}, scene 3 (moei): the id 'moei' stands twice"


def test_text_that_is_no_toml_is_told_with_its_line(home: Path) -> None:
    assert "line 15" in fault(home, entry() + "seconds 20\n")


def test_a_file_without_a_scene_is_refused(home: Path) -> None:
    assert "one [[scene]] or more" in fault(home, "# nothing\n")


def test_a_file_that_is_no_text_is_refused(home: Path) -> None:
    home.mkdir()
    (home / OWN_SCENES).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match=OWN_SCENES):
        read_scenes(home)


def test_a_mistake_keeps_the_last_good_scenes_and_says_what_is_wrong(home: Path) -> None:
    good = kept_scenes(written(home, entry()))
    broken = kept_scenes(written(home, entry(seconds="0")), good.scenes)
    mended = kept_scenes(written(home, entry(seconds="5")), broken.scenes)
    assert good.error is None
    assert broken.scenes.scenes == good.scenes.scenes
    assert "line 1, scene 1 (moei): seconds" in str(broken.error)
    assert (mended.error, mended.scenes.scenes[0].seconds) == (None, 5)


def test_the_last_good_scenes_stay_over_a_restart(home: Path) -> None:
    kept_scenes(written(home, entry()))
    for mistake in (entry(seconds="0"), entry() * 2, "", "# nothing\n", "[[scene]"):
        found = kept_scenes(written(home, mistake))
        assert found.scenes.ids == ("moei",)
        assert found.scenes.path.name == "scenes.last-good.toml"
        assert found.error is not None
    assert (home / OWN_SCENES).read_text(encoding="utf-8") == "[[scene]"


def test_of_last_good_scenes_that_are_no_longer_right_the_shown_ones_stay_or_the_bundled(home: Path) -> None:
    good = kept_scenes(written(home, entry()))
    (home / "scenes.last-good.toml").write_text(entry(sectors='["gone"]'), encoding="utf-8")
    written(home, "")
    assert kept_scenes(home, good.scenes).scenes == good.scenes
    assert kept_scenes(home).scenes.path == BUNDLED


def test_text_that_is_not_utf_8_is_told_with_its_line(home: Path) -> None:
    home.mkdir()
    (home / OWN_SCENES).write_bytes(entry().encode().replace("เมย".encode(), "เมย".encode("tis-620")))
    found = kept_scenes(home)
    assert found.error == f"{OWN_SCENES}: line 4 is not UTF-8 text; save the file as UTF-8"


def test_a_file_that_an_editor_began_with_a_byte_order_mark_is_read(home: Path) -> None:
    assert read_scenes(written(home, "\ufeff" + entry())).ids == ("moei",)


def test_a_folder_in_the_place_of_the_file_is_told(home: Path) -> None:
    (home / OWN_SCENES).mkdir(parents=True)
    found = kept_scenes(home)
    assert str(found.error).startswith(f"{OWN_SCENES} can't be read")
    assert found.scenes.ids == IDS


@pytest.mark.parametrize("days", ["0", "-1", "3651", "99999999999999999999", "1.5", "true"])
def test_a_period_that_no_records_could_fill_is_refused(home: Path, days: str) -> None:
    assert "days must be a whole number of days of 1 to 3650" in fault(home, entry(days=days))


def test_scenes_of_a_home_that_cannot_be_written_are_read_all_the_same(home: Path) -> None:
    written(home, entry(seconds="7"))
    (home / "scenes.last-good.toml").mkdir()
    assert kept_scenes(home).scenes.scenes[0].seconds == 7


def test_a_mistake_at_the_start_shows_the_bundled_scenes(home: Path) -> None:
    found = kept_scenes(written(home, "scene = 1"))
    assert found.scenes.ids == IDS
    assert "[[scene]]" in str(found.error)
