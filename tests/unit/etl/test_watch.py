import hashlib

import pytest

from etl.watch import Watch, watch_folder


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "arriving"
    path.mkdir()
    return path


@pytest.fixture
def watch(folder):
    return Watch(folder, (".csv", ".xlsx"), settle_seconds=2)


class StoppedError(Exception):
    """Ends the endless watch in a test."""


def run(watch, *, loaded=(), done=lambda paths: paths, looks=8):
    """Look some times; the batches that were handed over."""
    batches = []
    left = iter(range(looks))

    def load(paths):
        batches.append([path.name for path in paths])
        return done(paths)

    def sleep(_):
        if next(left, None) is None:
            raise StoppedError

    with pytest.raises(StoppedError):
        watch_folder(watch, is_loaded=lambda name, sha256: (name, sha256) in loaded, load=load, sleep=sleep)
    return batches


def test_a_file_is_whole_once_it_has_stayed_as_it_is(watch, folder):
    (folder / "a.csv").write_text("x")
    assert watch.settled(100.0) == []
    assert watch.settled(101.9) == []
    assert watch.settled(102.0) == [folder / "a.csv"]


def test_a_file_that_still_grows_is_waited_for(watch, folder):
    path = folder / "a.csv"
    path.write_text("x")
    assert watch.settled(100.0) == []
    path.write_text("x and more")
    assert watch.settled(102.0) == []
    assert watch.settled(104.0) == [path]


def test_a_file_that_is_done_with_comes_back_only_when_it_changes(watch, folder):
    path = folder / "a.csv"
    path.write_text("x")
    watch.settled(100.0)
    watch.finish(watch.settled(102.0))
    assert watch.settled(104.0) == []
    path.write_text("corrected")
    assert watch.settled(106.0) == []
    assert watch.settled(108.0) == [path]


@pytest.mark.parametrize(
    "name", ["a.csv.part", ".a.csv", "~$a.xlsx", "a.csv.crdownload", "notes.txt", "a.csv.partial", "A.TMP"]
)
def test_unfinished_files_and_files_of_other_kinds_are_passed_over(watch, folder, name):
    (folder / name).write_text("x")
    (folder / "B.XLSX").write_text("x")
    watch.settled(100.0)
    assert watch.settled(102.0) == [folder / "B.XLSX"]


def test_empty_files_and_folders_are_passed_over(watch, folder):
    (folder / "a.csv").touch()
    (folder / "folder.csv").mkdir()
    watch.settled(100.0)
    assert watch.settled(102.0) == []


def test_a_folder_that_is_gone_is_an_error(watch, folder):
    folder.rmdir()
    with pytest.raises(FileNotFoundError):
        watch.settled(100.0)


def test_what_has_arrived_is_handed_over_once_and_together(watch, folder):
    watch.settle_seconds = 0
    (folder / "b.csv").write_text("x")
    (folder / "a.csv").write_text("x")
    assert run(watch) == [["a.csv", "b.csv"]]
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv"]


def test_what_the_build_holds_already_is_not_loaded_again(watch, folder):
    watch.settle_seconds = 0
    (folder / "a.csv").write_text("x")
    (folder / "b.csv").write_text("y")
    held = {("a.csv", hashlib.sha256(b"x").hexdigest())}
    assert run(watch, loaded=held) == [["b.csv"]]


def test_what_is_not_done_with_is_tried_again(watch, folder):
    watch.settle_seconds = 0
    (folder / "a.csv").write_text("x")
    assert run(watch, done=lambda _: [], looks=2) == [["a.csv"]] * 3
