"""The page of briefings: what goes together, what is removed, what is seen before it leaves, and what left before."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing import recall
from dashboard.briefing.export_log import log_export
from dashboard.briefing.link import read_link
from dashboard.briefing.made import Made, make, options_of
from dashboard.briefing.past import handed_over, list_past
from dashboard.briefing.request import Request
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from etl import warehouse
from etl.contract.vocab import RELEASE_LEVELS
from tests.app.conftest import OpenPage, words_of

ASKED = Request(kind="country", country="KE", level="CLEAR")
COUNTRY = {"brief": "country", "nationality": "KE", "written": "en"}


@pytest.fixture(scope="module")
def made_home(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """A home from which nothing left yet, and a brief that its key signed."""
    unused = shutil.ignore_patterns("alerts", "audit", "briefings", "keys")
    home = Path(shutil.copytree(bundled_home, tmp_path_factory.mktemp("briefing") / "home", ignore=unused))
    return home, make(home, warehouse.current_build(home), options_of(home, ASKED), "pdf")


@pytest.fixture
def exported(made_home: tuple[Path, Made]) -> Iterator[tuple[Path, Made]]:
    """The home once the brief has left; what the test adds goes again."""
    home, made = made_home
    log_export(home, "kenya.pdf", made.content, made.manifest)
    yield made_home
    for folder in ("audit", "briefings"):
        shutil.rmtree(home / folder)


def options_shown(app: AppTest, key: str) -> list[str]:
    return list(app.selectbox(key=key).options)


def listed(app: AppTest) -> pd.DataFrame:
    """The list of past briefings."""
    titles = {message(language, "past-column-code") for language in LANGUAGES}
    return next(pd.DataFrame(frame.value) for frame in app.dataframe if titles & {*frame.value.columns})


def captions_of(app: AppTest) -> list[str]:
    """What stands under the pictures of pages."""
    return [image.caption for one in app.get("image") for image in one.proto.imgs]


def lines(home: Path) -> list[dict[str, Any]]:
    log = home / "audit" / "exports.jsonl"
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def has_button(app: AppTest, key: str) -> bool:
    return any(button.key == key for button in app.button)


def formats(language: Language, *names: str) -> list[str]:
    return [message(language, f"briefing-format-{name}") for name in names]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_the_situation_and_says_that_nothing_is_removed(
    open_page: OpenPage, language: Language
) -> None:
    app = open_page("briefing", {"lang": language})
    assert not app.exception
    whom = message(language, "audience-anyone")
    assert [one.value.replace("\\", "") for one in app.success] == [
        message(language, "removes-nothing", level="CLEAR", audience=whom)
    ]
    data = ("gpkg", "geoparquet", "kml", "csv", "xlsx")
    assert options_shown(app, "format") == formats(language, "pdf", "pptx", "html", *data)
    assert options_shown(app, "level") == ["TLP:CLEAR"]
    assert app.selectbox(key="written").value == language
    assert has_button(app, "briefing-make")


def test_only_what_goes_together_is_offered(open_page: OpenPage) -> None:
    app = open_page("briefing", {"brief": "scenes", "lang": "en"})
    assert message("en", "briefing-scene-hint") in words_of(app)
    assert not has_button(app, "briefing-make")
    app.multiselect(key="scene").set_value(["border"]).run()
    assert options_shown(app, "format") == formats("en", "pdf", "pptx", "html", "png", "svg")
    app.selectbox(key="format").set_value("png").run()
    app.multiselect(key="scene").set_value(["border", "mae-sot"]).run()
    # A picture holds one scene; what no longer goes with the rest becomes the usual.
    assert app.selectbox(key="format").value == "pdf"
    assert any(group.key == "paper" for group in app.button_group)
    app.selectbox(key="format").set_value("pptx").run()
    assert not any(group.key == "paper" for group in app.button_group)
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [
        {"level": "RED", "format": "exe", "written": "xx", "paper": "a0", "audience": "ZZ", "brief": "<b>"},
        {"brief": "scenes", "scene": ["../../x", "border"], "format": "gpkg", "past": "../../etc/passwd"},
        {"brief": "country", "nationality": "<script>", "since": "never"},
    ],
)
def test_words_in_the_address_that_mean_nothing_do_no_harm(open_page: OpenPage, query: dict[str, Any]) -> None:
    app = open_page("briefing", {"lang": "en", **query})
    assert not app.exception
    assert app.selectbox(key="level").value == "CLEAR"
    assert app.selectbox(key="format").value == "pdf"
    assert app.selectbox(key="audience").value == "usual"


def test_no_level_above_the_viewers_is_offered_and_what_one_removes_is_told(
    open_page: OpenPage, changed_home: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = changed_home(
        "UPDATE incident SET release_level = 'AMBER' WHERE kind = 'raid';"
        "UPDATE rescue SET is_public = false WHERE nationality = 'KE'"
    )
    monkeypatch.setenv("MOEI_LEVEL", "AMBER")
    app = open_page("briefing", {"lang": "en", "level": "GREEN"}, home=home)
    assert options_shown(app, "level") == ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"]
    (panel,) = app.warning
    said = str(panel.value).replace("\\", "")
    assert "**Incidents** · TLP:AMBER" in said
    assert "above the level" in said
    assert "**Rescue rows** · TLP:CLEAR" in said
    assert message("en", "briefing-removes-apart") in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_marking_nothing_can_be_made_and_the_record_is_told(
    open_page: OpenPage, changed_home: Callable[[str], Path], language: Language
) -> None:
    home = changed_home(
        "ALTER TABLE incident ALTER release_level DROP NOT NULL; UPDATE incident SET release_level = NULL"
        " WHERE incident_id = (SELECT min(incident_id) FROM incident)"
    )
    app = open_page("briefing", {"lang": language}, home=home)
    assert not app.exception
    assert message(language, "unmarked-build") in [error.value for error in app.error]
    assert "incident" in str(app.code[0].value)
    assert not has_button(app, "briefing-make")


def test_a_briefing_is_seen_then_logged_and_only_then_downloaded(
    open_page: OpenPage, made_home: tuple[Path, Made]
) -> None:
    home, made = made_home
    app = open_page("briefing", {"lang": "en", **COUNTRY}, home=home)
    app.button(key="briefing-make").click().run()
    assert not app.exception
    assert made.manifest["code"] in words_of(app)
    captions = captions_of(app)
    assert captions == [f"Page {number} of {len(captions)}" for number in range(1, len(captions) + 1)]
    assert len(captions) > 1
    assert lines(home) == []
    assert not app.get("download_button")
    # Another choice, another briefing: what was made before can't leave under it.
    app.selectbox(key="written").set_value("th").run()
    assert not has_button(app, "briefing-export")
    assert message("en", "briefing-other-choices") in words_of(app)
    app.selectbox(key="written").set_value("en").run()
    app.button(key="briefing-make").click().run()
    app.button(key="briefing-export").click().run()
    assert not app.exception
    (line,) = lines(home)
    assert (line["what"], line["file"], line["level"]) == ("export", "moei-KE-en-CLEAR.pdf", "CLEAR")
    assert line["sha256"] == hashlib.sha256(made.content).hexdigest()
    (past,) = list_past(home, RELEASE_LEVELS)
    assert past.kept is not None
    assert past.kept.read_bytes() == made.content
    assert [one.proto.label for one in app.get("download_button")] == [message("en", "briefing-download")]
    assert past.code in listed(app)[message("en", "past-column-code")].tolist()
    shutil.rmtree(home / "audit")
    shutil.rmtree(home / "briefings")


def test_a_cell_that_is_empty_in_the_file_is_empty_on_the_page(
    open_page: OpenPage, made_home: tuple[Path, Made]
) -> None:
    app = open_page("briefing", COUNTRY | {"lang": "th", "format": "csv"}, home=made_home[0])
    app.button(key="briefing-make").click().run()
    shown = [pd.DataFrame(frame.value) for frame in app.dataframe]
    assert any((table == "").any(axis=None) for table in shown)
    assert not any(table.isna().any(axis=None) for table in shown)


def test_what_cannot_be_logged_does_not_leave(open_page: OpenPage, made_home: tuple[Path, Made]) -> None:
    home, _ = made_home
    app = open_page("briefing", {"lang": "th", **COUNTRY}, home=home)
    app.button(key="briefing-make").click().run()
    (home / "audit").write_text("", encoding="utf-8")
    app.button(key="briefing-export").click().run()
    (home / "audit").unlink()
    assert not app.exception
    assert message("th", "briefing-unlogged") in [error.value for error in app.error]
    assert not app.get("download_button")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_past_briefing_is_listed_seen_verified_and_taken_again(
    open_page: OpenPage, exported: tuple[Path, Made], language: Language
) -> None:
    home, made = exported
    (past,) = list_past(home, RELEASE_LEVELS)
    app = open_page("briefing", {"lang": language, "past": past.name}, home=home)
    assert not app.exception
    row = listed(app).iloc[0].tolist()
    assert made.manifest["code"] in row
    assert "TLP:CLEAR" in row
    app.toggle(key="past-see").set_value(True)
    app.button(key="past-verify").click().run()
    assert not app.exception
    assert len(captions_of(app)) > 1
    said = str(app.success[-1].value)
    for key in ("verify-build-same", "verify-today-its-build", "verify-not-withdrawn"):
        assert message(language, key).split(":")[0] in said.replace("\\", "")
    assert handed_over(home, past) == made.content
    assert [line["what"] for line in lines(home)] == ["export", "download"]


def test_a_withdrawn_briefing_says_so_and_is_not_handed_out_again(
    open_page: OpenPage, exported: tuple[Path, Made], tmp_path: Path
) -> None:
    home, made = exported
    (tmp_path / "x.pdf").write_bytes(made.content)
    recall.withdraw(home, tmp_path / "x.pdf", "A **place** was wrong", None)
    (past,) = list_past(home, RELEASE_LEVELS)
    app = open_page("briefing", {"lang": "en", "past": past.name}, home=home)
    assert f"✗ {message('en', 'past-withdrawn')}" in listed(app).iloc[0].tolist()
    assert r"A \*\*place\*\* was wrong" in str(app.error[0].value)
    assert not app.get("download_button")
    app.button(key="past-verify").click().run()
    assert str(app.error[-1].value).startswith("**Withdrawn at")
    assert r"A \*\*place\*\* was wrong" in str(app.error[-1].value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_withdrawals_with_a_line_that_nobody_can_read_is_told(
    open_page: OpenPage, exported: tuple[Path, Made], language: Language
) -> None:
    home, _ = exported
    (home / recall.LIST).write_bytes(b'{"cut off')
    (past,) = list_past(home, RELEASE_LEVELS)
    app = open_page("briefing", {"lang": language, "past": past.name}, home=home)
    told = plain(message(language, "past-list-unread", file=recall.LIST.as_posix(), lines="1"))
    assert told in [one.value for one in app.error]
    assert f"? {message(language, 'past-unknown')}" in listed(app).iloc[0].tolist()
    assert not app.get("download_button")
    app.button(key="past-verify").click().run()
    told = plain(message(language, "verify-list-unread", file=recall.LIST.as_posix(), lines="1"))
    assert any(told in one.value for one in app.error)


def test_a_briefing_above_the_viewers_level_is_not_in_the_list(
    open_page: OpenPage, exported: tuple[Path, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, made = exported
    log_export(home, "amber.pdf", b"secret", {**made.manifest, "level": "AMBER", "code": "SECRE-TCODE"})
    name = f"SECRE-TCODE-{hashlib.sha256(b'secret').hexdigest()[:16]}"
    app = open_page("briefing", {"lang": "en", "past": name}, home=home)
    assert listed(app)[message("en", "past-column-code")].tolist() == [made.manifest["code"]]
    assert app.selectbox(key="past").value == ""
    monkeypatch.setenv("MOEI_LEVEL", "AMBER")
    app = open_page("briefing", {"lang": "en"}, home=home)
    assert len(listed(app)) == 2


def test_a_kept_copy_that_somebody_changed_is_neither_shown_nor_handed_over(
    open_page: OpenPage, exported: tuple[Path, Made]
) -> None:
    home, _ = exported
    (past,) = list_past(home, RELEASE_LEVELS)
    assert past.kept is not None
    past.kept.write_bytes(past.kept.read_bytes() + b"x")
    app = open_page("briefing", {"lang": "en", "past": past.name}, home=home)
    app.toggle(key="past-see").set_value(True)
    app.button(key="past-verify").click().run()
    assert not app.exception
    assert not captions_of(app)
    assert message("en", "past-other-bytes") in [error.value for error in app.error]
    with pytest.raises(ValueError, match="isn't what left"):
        handed_over(home, past)
    assert [line["what"] for line in lines(home)] == ["export"]


def test_without_file_and_build_a_past_briefing_says_what_is_gone(
    open_page: OpenPage, exported: tuple[Path, Made]
) -> None:
    home, _ = exported
    (past,) = list_past(home, RELEASE_LEVELS)
    assert past.kept is not None
    past.kept.unlink()
    log = home / "audit" / "exports.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace(past.build_id, "20000101T000000000000Z-aaaaaa"))
    app = open_page("briefing", {"lang": "en", "past": past.name}, home=home)
    app.toggle(key="past-see").set_value(True).run()
    assert not app.exception
    assert message("en", "past-gone", build="20000101T000000000000Z-aaaaaa") in words_of(app)
    assert app.button(key="past-verify").disabled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dropped_file_is_told_of_and_an_altered_one_refused(
    open_page: OpenPage, made_home: tuple[Path, Made], language: Language
) -> None:
    home, made = made_home
    app = open_page("briefing", {"lang": language}, home=home)
    altered = made.content.replace(b"Moei", b"Meio", 1)
    app.file_uploader(key="verify").upload("renamed.bin", altered).run()
    assert not app.exception
    assert message(language, "verify-seal-altered") in str(app.error[0].value).replace("\\", "")
    app.file_uploader(key="verify").upload("renamed.bin", b"not ours").run()
    assert message(language, "verify-seal-unsealed") in str(app.error[0].value).replace("\\", "")


def test_of_a_file_above_the_viewers_level_only_its_seal_is_told(
    open_page: OpenPage, changed_home: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = changed_home("UPDATE rescue SET release_level = 'AMBER' WHERE nationality = 'KE'")
    asked = Request(kind="country", country="KE", level="AMBER", audience="KE")
    made = make(home, warehouse.current_build(home), options_of(home, asked), "pdf")
    app = open_page("briefing", {"lang": "en"}, home=home)
    app.file_uploader(key="verify").upload("x.pdf", made.content).run()
    said = "\n".join(str(one.value) for family in (app.warning, app.error, app.success) for one in family)
    assert message("en", "verify-above").split(",")[0] in said
    assert made.manifest["code"] not in said.replace("\\", "")
    monkeypatch.setenv("MOEI_LEVEL", "AMBER")
    app = open_page("briefing", {"lang": "en"}, home=home)
    app.file_uploader(key="verify").upload("x.pdf", made.content).run()
    assert made.manifest["code"] in str(app.success[-1].value).replace("\\", "")


def test_a_mistake_in_the_setting_of_how_long_is_told(
    open_page: OpenPage, exported: tuple[Path, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOEI_RETENTION_DAYS", "for ever")
    app = open_page("briefing", {"lang": "en"}, home=exported[0])
    assert not app.exception
    assert message("en", "past-setting") in [error.value for error in app.error]
    assert len(listed(app)) == 1


def test_a_country_leads_to_its_brief(open_page: OpenPage) -> None:
    app = open_page("country", {"nationality": "KE", "lang": "th"})
    (link,) = [one.proto for one in app.get("page_link") if one.proto.page == "briefing"]
    assert "brief=country" in link.query_string
    assert "nationality=KE" in link.query_string


def test_a_view_of_the_desk_leads_to_its_briefing(open_page: OpenPage) -> None:
    app = open_page("explore", {"kind": ["raid", "arrest"], "lang": "th"})
    (link,) = [one.proto for one in app.get("page_link") if one.proto.page == "briefing"]
    said = parse_qs(link.query_string)
    assert said == {"brief": ["view"], "link": ["/explore?kind=raid&kind=arrest"], "lang": ["th"]}
    app = open_page("briefing", said)
    assert not app.exception
    assert app.text_input(key="link").value == "/explore?kind=raid&kind=arrest"
    assert options_shown(app, "format") == formats("th", "pdf", "pptx", "html", "png", "svg")
    assert options_shown(app, "written")[-1] == message("th", "briefing-written-both")
    assert has_button(app, "briefing-make")
    app.selectbox(key="format").set_value("png").run()
    assert message("th", "briefing-written-both") not in options_shown(app, "written")


@pytest.mark.parametrize(
    ("page", "said", "pictures"),
    [
        ("infrastructure", {"supply": ["all"]}, ("png", "svg")),
        ("rescue", {"step": ["freed"]}, ()),
        ("displacement", {"months": ["6"]}, ()),
    ],
)
def test_only_a_view_that_is_one_map_is_offered_as_a_picture(
    open_page: OpenPage, page: str, said: dict[str, list[str]], pictures: tuple[str, ...]
) -> None:
    app = open_page(page, {**said, "lang": "en"})
    (link,) = [one.proto for one in app.get("page_link") if one.proto.page == "briefing"]
    app = open_page("briefing", parse_qs(link.query_string))
    assert read_link(app.text_input(key="link").value).address.startswith(f"/{page}?")
    assert options_shown(app, "format") == formats("en", "pdf", "pptx", "html", *pictures)
    assert has_button(app, "briefing-make")


@pytest.mark.parametrize("link", ["", "/data", "/explore?kind=<b>", "https://[", "x" * 19_000])
def test_an_address_of_no_view_is_told_and_makes_nothing(open_page: OpenPage, link: str) -> None:
    app = open_page("briefing", {"brief": "view", "link": link, "lang": "en"})
    assert not app.exception
    told = [str(one.value) for family in (app.info, app.error) for one in family]
    assert message("en", "briefing-link-refused" if link else "briefing-link-hint") in told
    assert not has_button(app, "briefing-make")


def test_what_changed_since_an_earlier_briefing_of_the_same_can_be_added(
    open_page: OpenPage, exported: tuple[Path, Made]
) -> None:
    home, made = exported
    app = open_page("briefing", {"lang": "en"}, home=home)
    assert not any(box.key == "earlier" for box in app.selectbox), "nothing left of the situation"
    app = open_page("briefing", {"lang": "en", **COUNTRY}, home=home)
    assert made.manifest["code"] in options_shown(app, "earlier")[1]
    (past,) = list_past(home, RELEASE_LEVELS)
    app.selectbox(key="earlier").set_value(past.name).run()
    app.button(key="briefing-make").click().run()
    assert not app.exception
    assert not app.error
    app.button(key="briefing-export").click().run()
    newest = max((home / "briefings").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    assert json.loads(newest.read_text(encoding="utf-8"))["earlier"]["code"] == made.manifest["code"]
    # For another reader, or as a picture, it isn't offered.
    app.selectbox(key="audience").set_value("anyone").run()
    assert not any(box.key == "earlier" for box in app.selectbox)
