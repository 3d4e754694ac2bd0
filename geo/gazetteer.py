"""Names of places, Thai and Latin, to the places: a search that forgives, and a match that is sure or none."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from geo.name_keys import name_keys, name_numbers, name_variants
from geo.written import Strings, distinct_texts, matched, strings, text_column

Scores = NDArray[np.float32]

SURE_SCORE = 84.0
"""A match below this is none."""
SURE_LEAD = 9.0
"""A match whose runner-up is nearer than this is none, unless it is the name itself."""

_EXACT = 98.5
_SAME_BUT_FOR_TONES = 98.0
_LIGHTEST = 1.0
_OTHER_OF_SERIES = 20.0
"""Taken off where numbers differ: Bridge 1 is not Bridge 2 with a typing error."""
_PART = 0.4
"""How much less a part of a name weighs than the name."""
_LEAST_SHOWN = 60.0
_BATCH = 2048
_BETWEEN = "\x1f"


@dataclass(frozen=True)
class Hit:
    """
    One place that a search found.

    Attributes
    ----------
    place_id, kind
        The place, and what it is.
    name
        Its name that fits best.
    score
        0 to 100.
    """

    place_id: str
    kind: str
    name: str
    score: float


@dataclass(frozen=True, eq=False)
class Matches:
    """
    Places that texts name; every array is of shape (n,).

    Attributes
    ----------
    place_id
        The place, where it is sure; else empty.
    score
        How well the best place fits, 0 to 100; 0 where no place has any letter of it.
    runner_up_score
        How well the second fits.
    candidates
        Where it is not sure, the best and the second id, like "waw-lay or wale"; empty where nothing fits.
    """

    place_id: Strings
    score: Scores
    runner_up_score: Scores
    candidates: Strings


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """
    Names of places; made by `gazetteer`. Arrays of names are sorted by place.

    Attributes
    ----------
    place_ids, kinds, countries
        Of each place, shape (p,).
    names, weights
        Of each name, shape (n,).
    """

    place_ids: Strings
    kinds: Strings
    countries: Strings
    names: Strings
    weights: NDArray[np.float64]
    _close: Strings
    _loose: Strings
    _numbers: Strings
    _starts: NDArray[np.int64]

    def search(self, text: str, *, limit: int, country: str | None = None, least: float = _LEAST_SHOWN) -> list[Hit]:
        """
        Places whose names are like a text, best first.

        Parameters
        ----------
        text
            A name or its beginning, Thai or Latin, with typing errors or without tone marks.
        limit
            Largest number of places.
        country
            Only places of this country.
        least
            Lowest score that is told.

        Returns
        -------
        list of Hit
            By score, then by weight and id; none for a text without a letter or digit.

        Examples
        --------
        >>> found = gazetteer(["mae-sot", "mae-sot", "mae-sai"], ["Mae Sot", "แม่สอด", "Mae Sai"])
        >>> [(hit.place_id, hit.name) for hit in found.search("เเมสอด", limit=1)]
        [('mae-sot', 'แม่สอด')]
        """
        close, loose = name_keys(pa.array([text], pa.string()))
        if not loose[0] or not self.place_ids.size:
            return []
        similar = self._similar(close, loose, name_numbers(pa.array([text], pa.string())))[0]
        begins = np.char.startswith(self._loose, loose[0])
        share = np.char.str_len(loose)[0] / np.maximum(np.char.str_len(self._loose), 1)
        part = process.cdist(loose.tolist(), self._loose.tolist(), scorer=fuzz.partial_ratio)[0] * (0.8 + 0.1 * share)
        scores = np.maximum(similar, np.where(begins, 88 + 10 * share, np.where(share <= 1, part, 0)))
        scores = scores + self.weights * 0.01
        best = np.maximum.reduceat(scores, self._starts)
        fits = (best >= least) & ((self.countries == country) if country else True)
        order = np.lexsort((self.place_ids, -best))
        return [self._hit(place, scores) for place in order[fits[order]][:limit]]

    def match(self, texts: ArrayLike, countries: ArrayLike | None = None) -> Matches:
        """
        The place that each text names, where there can be no doubt.

        Parameters
        ----------
        texts
            Names, shape (n,); None for none.
        countries
            Country that each place must be in, shape (n,), as in the gazetteer; empty or None for any.

        Returns
        -------
        Matches
            Sure is a name as it is known, of which no other place has as weighty a one, nor a place of another country
            any; else a score of `SURE_SCORE` with a lead of `SURE_LEAD` over the second place.

        Notes
        -----
        The score is 100 less the share of letters that must be added, dropped, exchanged or change places with a
        neighbour (optimal string alignment) to make one key of the other; a known name that differs in tone marks
        alone has 98, and where numbers differ 20 are taken off. Each distinct pair of text and country is compared
        once, in compiled code.

        Examples
        --------
        >>> ids, names = ["waw-lay", "wale", "mae-sot"], ["Wa Le", "Wa Le", "Mae Sot"]
        >>> found = gazetteer(ids, names, countries=["MM", "TH", "TH"])
        >>> matches = found.match(["Wa Le", "Wa Le", "Maesott", "Bangkok"], ["", "TH", "", ""])
        >>> matches.place_id.tolist(), matches.candidates.tolist()
        (['', 'wale', 'mae-sot', ''], ['wale or waw-lay', '', '', ''])
        """
        names = pc.fill_null(text_column(texts), "")
        where = pc.fill_null(text_column(np.full(len(names), "") if countries is None else countries), "")
        if len(names) != len(where):
            raise ValueError(f"texts and countries must be of one length: found {len(names)} and {len(where)}")
        distinct, rows = distinct_texts(pc.binary_join_element_wise(names, where, _BETWEEN))
        pair = matched(distinct, f"(?s)^(?P<name>.*){_BETWEEN}(?P<country>[^{_BETWEEN}]*)$")
        keys = (*name_keys(pair["name"]), name_numbers(pair["name"]), strings(pair["country"]))
        batches = [slice(start, start + _BATCH) for start in range(0, len(distinct), _BATCH)]
        found = [self._matched(*(key[batch] for key in keys)) for batch in batches]
        columns = (np.concatenate(column)[rows] for column in zip(*found, strict=True))
        return Matches(*columns) if found else _no_matches()

    def _matched(
        self, close: Strings, loose: Strings, numbers: Strings, country: Strings
    ) -> tuple[Strings, Scores, Scores, Strings]:
        """The columns of `Matches` for one batch of distinct texts."""
        if not self.place_ids.size:
            nothing, none = np.full(close.shape, ""), np.zeros(close.shape, dtype=np.float32)
            return nothing, none, none, nothing
        scores = self._similar(close, loose, numbers) - (1 - self.weights.astype(np.float32)) * _LIGHTEST
        places = np.maximum.reduceat(scores, self._starts, axis=1)
        places[(country[:, None] != "") & (self.countries != country[:, None])] = 0
        places[loose == ""] = 0
        rows = np.arange(close.size)
        first = places.argmax(axis=1)
        best = np.maximum(places[rows, first], 0)
        places[rows, first] = -1
        second = places.argmax(axis=1)
        runner_up = np.maximum(places[rows, second], 0)
        is_alone = best - runner_up >= SURE_LEAD
        is_first = (best >= _EXACT) & (best > runner_up)
        is_abroad = (runner_up >= _EXACT) & (self.countries[first] != self.countries[second])
        is_sure = (best >= SURE_SCORE) & is_alone | is_first & ~is_abroad
        either = np.char.add(np.char.add(self.place_ids[first], " or "), self.place_ids[second])
        either = np.where(runner_up >= _LEAST_SHOWN, either, self.place_ids[first])
        candidates = np.where(is_sure | (best < _LEAST_SHOWN), "", either)
        return np.where(is_sure, self.place_ids[first], ""), best, runner_up, candidates

    def _similar(self, close: Strings, loose: Strings, numbers: Strings) -> Scores:
        """How alike each text and each name are, 0 to 100, shape (texts, names)."""
        scores = process.cdist(
            loose.tolist(), self._loose.tolist(), scorer=OSA.normalized_similarity, dtype=np.float32, workers=-1
        )
        scores *= 100
        text, name = np.nonzero(scores >= 100)
        scores[text, name] = np.where(close[text] == self._close[name], 100.0, _SAME_BUT_FOR_TONES)
        is_other_of_series = (numbers[:, None] != self._numbers) & (scores < _SAME_BUT_FOR_TONES)
        scores[is_other_of_series] -= _OTHER_OF_SERIES
        return scores

    def _hit(self, place: np.int64, scores: NDArray[np.float64]) -> Hit:
        """A place with its name that fits best."""
        start = self._starts[place]
        end = self._starts[place + 1] if place + 1 < self._starts.size else self.names.size
        name = start + scores[start:end].argmax()
        return Hit(
            str(self.place_ids[place]), str(self.kinds[place]), str(self.names[name]), min(float(scores[name]), 100.0)
        )


def gazetteer(
    place_ids: ArrayLike,
    names: ArrayLike,
    *,
    kinds: ArrayLike | None = None,
    countries: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> Gazetteer:
    """
    A gazetteer from one row a name.

    Parameters
    ----------
    place_ids, names
        The place and one of its names, Thai or Latin, shape (n,); a row without a name is left out.
    kinds, countries
        What the place is, and its country, shape (n,); the first row of a place counts.
    weights
        How much the name is worth, 0 to 1, shape (n,): 1 for a name that the place is known by, less for another.

    Returns
    -------
    Gazetteer

    Raises
    ------
    ValueError
        If the shapes differ or a weight is not 0 to 1.

    Examples
    --------
    >>> gazetteer(["kk-park-ii"], ["KK Park II (Zone A)"]).names.tolist()
    ['KK Park II', 'KK Park II (Zone A)']
    """
    ids = strings(pc.fill_null(text_column(place_ids), ""))
    given = pc.fill_null(text_column(names), "")
    columns = [
        np.full(ids.shape, "") if column is None else strings(pc.fill_null(text_column(column), ""))
        for column in (kinds, countries)
    ]
    worth = np.ones(ids.shape) if weights is None else np.asarray(weights, dtype=np.float64)
    if not ids.shape == (len(given),) == columns[0].shape == columns[1].shape == worth.shape:
        raise ValueError(f"ids, names, kinds, countries and weights must be of one shape (n,): found {ids.shape}")
    if not np.all((worth >= 0) & (worth <= 1)):
        raise ValueError("weights must be 0 to 1")
    variants, rows = name_variants(given)
    texts = pa.array(variants.tolist(), pa.string())
    close, loose = name_keys(texts)
    worth = np.where(np.arange(rows.size) < ids.size, worth[rows], worth[rows] * (1 - _PART))
    order = np.lexsort((variants, ids[rows]))
    order = order[loose[order] != ""]
    place_of_name = ids[rows[order]]
    starts = np.flatnonzero(np.append(True, place_of_name[1:] != place_of_name[:-1])[: place_of_name.size])
    first_row = _first_rows(ids, place_of_name[starts])
    return Gazetteer(
        place_ids=place_of_name[starts],
        kinds=columns[0][first_row],
        countries=columns[1][first_row],
        names=variants[order],
        weights=worth[order],
        _close=close[order],
        _loose=loose[order],
        _numbers=name_numbers(texts)[order],
        _starts=starts.astype(np.int64),
    )


def _first_rows(ids: Strings, wanted: Strings) -> NDArray[np.intp]:
    """The first row of each wanted id."""
    distinct, first = np.unique(ids, return_index=True)
    return first[np.searchsorted(distinct, wanted)]


def _no_matches() -> Matches:
    nothing, none = np.array([], dtype=np.str_), np.array([], dtype=np.float32)
    return Matches(nothing, none, none, nothing)
