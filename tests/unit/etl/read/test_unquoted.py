"""What is read at once is what is read line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read import delimited, lines
from etl.read.delimited import read_delimited

FIELDS = st.text(st.characters(exclude_characters='"\0', exclude_categories=("Cs",)), max_size=6)
ROWS = st.lists(st.lists(FIELDS, min_size=1, max_size=3).map(",".join), max_size=30)


def _read(path):
    table = read_delimited(path)
    rows = table.read_all().to_pydict()
    return rows, table.faults, table.notes


def _one_by_one(path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(delimited, "unquoted_batch", lambda *_, **__: None)
        return _read(path)


@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n"]))
def test_rows_lines_and_faults_are_the_same_either_way(tmp_path_factory, rows, end):
    path = tmp_path_factory.mktemp("read") / "a.csv"
    path.write_bytes(end.join(["id,what", "a,b", *rows, ""]).encode())
    with pytest.MonkeyPatch.context() as patch:
        assert _read(path) == _one_by_one(path, patch)


@pytest.mark.parametrize(
    "text",
    [
        "id,what\na,b\n\nc,d",
        "id,what\n\n\na,b\n",
        "id,what\n",
        'id,what\na,b\nc,"d\ne"\nf,g\n',
        "id,what\na,b,c\nd,e\n",
        "id,what\na,b\x00\nd,e\n",
        f"id,what\na,{'x' * 200_000}\nd,e\n",
    ],
)
def test_blank_quoted_wide_and_long_lines_are_the_same_either_way(tmp_path, monkeypatch, text):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert _read(path) == _one_by_one(path, monkeypatch)


def test_a_quoted_block_between_plain_ones_keeps_every_line_its_number(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", 64)
    plain = [f"row-{number},text" for number in range(40)]
    quoted = ['broken,"over', 'two lines"', 'x,"y"']
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["id,what", *plain, *quoted, *plain]), encoding="utf-8")
    rows, faults, _ = _read(path)
    assert (rows, faults) == _one_by_one(path, monkeypatch)[:2]
    assert not faults
    assert rows["moei:line"] == [*range(2, 43), 44, *range(45, 85)]


def test_bytes_that_are_no_text_are_told_of_either_way(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,what\na,b\n" + b"c,\xff\xfe\n" + b"d,e\n")
    rows, faults, notes = _read(path)
    assert (rows, faults, notes) == _one_by_one(path, monkeypatch)
