"""Names as keys to compare by: what people write differently without meaning another name is taken out."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.written import Strings, Texts, matched, plain_text, strings

_SPELLINGS = (
    ("เเ", "แ"),  # two SARA E look like one SARA AE
    ("ํ([่-๋]?)า", "\\1ำ"),
    ("ำ([่-๋])", "\\1ำ"),
)
_ADMINISTRATIVE = (
    r"^(?:อำเภอ|จังหวัด|ตำบล|อ\.|จ\.|ต\.)|\b(?:amphoe|amphur|changwat|tambon|district|province|township|sub district)\b"
)
_TONE_MARKS = "[็-๎]"
_LATIN_MARKS = r"[\x{0300}-\x{036F}]"
_NO_WORD = r"[^\p{L}\p{Mn}\p{Mc}\p{N}]+"


def name_keys(names: Texts) -> tuple[Strings, Strings]:
    """
    Two keys a name: one that keeps Thai tone marks, one that doesn't.

    Parameters
    ----------
    names
        pyarrow array of names, Thai or Latin; null for none.

    Returns
    -------
    tuple of numpy.ndarray
        The close key and the loose key, of the same length. Both are without case, spaces, signs, Latin accents and the
        words for district and province; a vowel that can be typed in two ways is typed in one. Empty where nothing is
        left, and for a name that is nothing but such a word, its key with that word.

    Examples
    --------
    >>> import pyarrow as pa
    >>> close, loose = name_keys(pa.array(["Mae-Sot", "อำเภอ เเม่สอด", "Mộc Bài", "O'Smach"]))
    >>> close.tolist(), loose.tolist()
    (['maesot', 'แม่สอด', 'mocbai', 'osmach'], ['maesot', 'แมสอด', 'mocbai', 'osmach'])
    """
    text = pc.utf8_lower(pc.fill_null(plain_text(names), ""))
    text = pc.replace_substring_regex(pc.utf8_normalize(text, form="NFD"), _LATIN_MARKS, "")  # type: ignore[attr-defined]
    for spelling, plain in _SPELLINGS:
        text = pc.replace_substring_regex(text, spelling, plain)
    text = pc.utf8_trim(text, " ")
    bare = pc.replace_substring_regex(text, _ADMINISTRATIVE, "")
    close = pc.replace_substring_regex(bare, _NO_WORD, "")
    whole = pc.replace_substring_regex(text, _NO_WORD, "")
    close = pc.if_else(pc.equal(close, pa.scalar("")), whole, close)
    return strings(close), strings(pc.replace_substring_regex(close, _TONE_MARKS, ""))


def name_numbers(names: Texts) -> Strings:
    """
    What tells names of a series apart: digits, the Roman numerals II to IV, and a single letter at the end.

    Parameters
    ----------
    names
        pyarrow array of names; null for none.

    Returns
    -------
    numpy.ndarray
        Of the same length; empty for most names.

    Examples
    --------
    >>> import pyarrow as pa
    >>> name_numbers(pa.array(["Bridge 2", "สะพาน แห่งที่ ๒", "KK Park II", "KK Park Zone B", "O'Smach"])).tolist()
    ['2', '2', '2', 'b', '']
    """
    text = pc.utf8_lower(pc.fill_null(plain_text(names), ""))
    for numeral, digit in (("ii", "2"), ("iii", "3"), ("iv", "4")):
        text = pc.replace_substring_regex(text, rf"\b{numeral}\b", digit)
    last = pc.utf8_trim(matched(text, r"(?P<last>(?: [a-z])?)$")["last"], " ")
    return strings(pc.binary_join_element_wise(pc.replace_substring_regex(text, r"[^0-9]", ""), last, ""))


def name_variants(names: Texts) -> tuple[Strings, NDArray[np.int64]]:
    """
    Names with the parts that stand for the whole: before a bracket or a comma, and each side of a slash.

    Parameters
    ----------
    names
        pyarrow array of names.

    Returns
    -------
    tuple of numpy.ndarray
        The variants, each name first, and the row of the name that each comes from.

    Examples
    --------
    >>> import pyarrow as pa
    >>> variants, rows = name_variants(pa.array(["KK Park II (Zone A)", "Shwe Kokko / Yatai New City"]))
    >>> variants.tolist()
    ['KK Park II (Zone A)', 'Shwe Kokko / Yatai New City', 'KK Park II', 'Shwe Kokko', 'Yatai New City']
    """
    names = pc.fill_null(names, "")
    parts = pc.split_pattern(names, " / ")
    flat, rows = pc.list_flatten(parts), pc.list_parent_indices(parts)
    short = pc.utf8_trim(pc.replace_substring_regex(flat, r" ?[(,].*$", ""), " ")
    texts = np.concatenate([strings(names), strings(short)])
    origin = np.concatenate([np.arange(len(names)), np.asarray(rows.to_numpy(zero_copy_only=False), dtype=np.int64)])
    is_new = (np.arange(texts.size) < len(names)) | ((texts != strings(names)[origin]) & (texts != ""))
    return texts[is_new], origin[is_new]
