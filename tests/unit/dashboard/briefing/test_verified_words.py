"""What is found of a file, and what a briefing is, in words of both languages."""

import pytest

from dashboard.briefing.changes import RecordChanges
from dashboard.briefing.keys import PublicKey
from dashboard.briefing.recall import Withdrawal
from dashboard.briefing.request import ENDINGS, FORMATS, KINDS, PAPER_NAMES, formats_of, papers_of
from dashboard.briefing.signature import State, Verdict
from dashboard.briefing.verification import BuildState, Today, Verification
from dashboard.briefing.verified_words import briefing_words, verified_words
from dashboard.language import message
from dashboard.state import LANGUAGES, Language

MANIFEST = {
    "asked": {"kind": "standard", "format": "pdf", "language": "th", "nationality": "", "scenes": []},
    "level": "CLEAR",
    "audience": "anyone",
    "code": "AAAAA-AAAAA",
    "records": {"a": "1"},
    "as_of": "2026-03-13",
    "build_id": "b",
}
KEYS: tuple[PublicKey, ...] = ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_its_words(language: Language) -> None:
    for kind in KINDS:
        assert message(language, f"briefing-brief-{kind}")
        asked = {"kind": kind, "nationality": "KE", "scenes": ["border"]}
        for file_format in formats_of(kind, pictures=1):
            for written in LANGUAGES:
                assert briefing_words(asked | {"format": file_format, "language": written}, language)
            assert message(language, f"briefing-format-{file_format}")
            assert {*papers_of(file_format)} <= {*PAPER_NAMES}
    assert {name for kind in KINDS for name in formats_of(kind, pictures=1)} == {*FORMATS}
    assert {*ENDINGS} < {*FORMATS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["altered", "other key", "no key", "unsigned", "earlier form", "unsealed"])
def test_of_a_file_that_is_not_untouched_only_its_seal_is_told(state: State, language: Language) -> None:
    (told,) = verified_words(Verification(seal=Verdict(state, "f" * 32), keys=KEYS), language)
    assert told.tone == ("open" if state.endswith("key") else "bad")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("build", "tone"), [("not at hand", "open"), ("same", "good"), ("other program", "open"), ("differs", "bad")]
)
def test_what_its_build_says_is_told(build: BuildState, tone: str, language: Language) -> None:
    seal = Verdict("untouched", "f" * 32)
    found = Verification(seal=seal, keys=KEYS, manifest=MANIFEST, build=build, today=Today("b", is_its_build=True))
    told = verified_words(found, language)
    assert [one.tone for one in told] == ["good", "open", "open", tone, "open"]
    assert "AAAAA-AAAAA" in told[2].words
    assert found.is_right == (build != "differs")


def test_what_it_would_say_today_names_ten_records_of_a_kind_at_most() -> None:
    changes = RecordChanges(added=tuple(f"r{number}" for number in range(13)), corrected=("c",), withdrawn=())
    found = Verification(
        seal=Verdict("untouched"), keys=KEYS, manifest=MANIFEST, build="same", today=Today("n", changes=changes)
    )
    words = verified_words(found, "en")[-1].words
    assert "13 added (r0, r1, r2, r3, r4, r5, r6, r7, r8, r9 and 3 more) · 1 corrected (c)" in words
    assert "withdrawn" not in words


def test_a_withdrawal_is_told_first_with_what_takes_its_place() -> None:
    taken_back = Withdrawal("2026-11-27T15:48:00+00:00", "Wrong", {"file": "y.pdf", "code": "BBBBB-BBBBB"})
    found = Verification(seal=Verdict("untouched", "f"), keys=KEYS, withdrawals=(taken_back,), is_above=True)
    first, seal, above = verified_words(found, "th")
    assert (first.tone, seal.tone, above.tone) == ("bad", "good", "open")
    assert "2569 เวลา 22:48" in first.words
    assert "y.pdf" in first.words
    assert not found.is_right
