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
        ({"days": "0"}, "days must be a whole number of days above 0: found 0"),
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
    assert "the id 'moei' stands twice" in fault(home, entry() * 2)


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
    assert broken.scenes == good.scenes
    assert "line 1, scene 1 (moei): seconds" in str(broken.error)
    assert (mended.error, mended.scenes.scenes[0].seconds) == (None, 5)


def test_a_mistake_at_the_start_shows_the_bundled_scenes(home: Path) -> None:
    found = kept_scenes(written(home, "scene = 1"))
    assert found.scenes.ids == IDS
    assert "[[scene]]" in str(found.error)
