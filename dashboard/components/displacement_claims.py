"""What was claimed and promised, each beside what the records say, with who said it and where it was read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_downloads
from dashboard.components.plain_text import plain
from dashboard.findings.finding import Finding, finding_words
from dashboard.language import date_words, message
from dashboard.state import Language
from etl.claims import Claim, Commitment

_NONE = ""


@dataclass(frozen=True)
class Statement:
    """
    A claim or a promise as a page tells it: its words, who said it and when, its source, and the sectors counted.

    A claim says how many months its own computation compares: those that a planner chooses are not its.
    """

    statement_id: str
    words: str
    said: str
    source_url: str | None
    record_ids: tuple[str, ...]
    sector_ids: tuple[str, ...]
    finding: Finding
    compared: str = ""


def claim_statement(claim: Claim, finding: Finding, language: Language) -> Statement:
    """A claim as a page tells it."""
    when = date_words(claim.said, language, precision=claim.said_precision)
    who = claim.said_by_th if language == "th" else claim.said_by
    sides = claim.sides
    return Statement(
        claim.claim_id,
        claim.statement_th if language == "th" else claim.statement,
        message(language, "displace-said", who=who, date=when),
        claim.source_url,
        claim.record_ids,
        (*sides.treated, *sides.displacement, *sides.control),
        finding,
        message(language, "displace-claim-months", months=claim.months),
    )


def promise_statement(promise: Commitment, finding: Finding, language: Language) -> Statement:
    """A promise as a page tells it."""
    made = date_words(promise.made, language, precision=promise.made_precision)
    due = date_words(promise.due, language, precision=promise.due_precision)
    who = promise.made_by_th if language == "th" else promise.made_by
    return Statement(
        promise.commitment_id,
        promise.promise_th if language == "th" else promise.promise,
        message(language, "displace-promised", who=who, date=made, due=due),
        promise.source_url,
        promise.record_ids,
        promise.sector_ids,
        finding,
    )


def draw_statements(title: str, statements: Sequence[Statement], language: Language, *, file: str) -> None:
    """
    Statements, each with the verdict of the records beside it.

    Parameters
    ----------
    title
        What they are.
    statements
        Claims or promises.
    language
        Language of the words.
    file
        Name of the file that holds them.
    """
    st.markdown(f"#### {title}")
    if not statements:
        st.info(message(language, "displace-statements-none"))
        return
    for one in statements:
        said, weighed = st.columns(2, gap="medium")
        link = f" · [{message(language, 'link-open')}]({one.source_url})" if one.source_url else ""
        said.markdown(f"{plain(one.words)}  \n:small[{plain(one.said)}{link}]")
        weighed.markdown(f"**{plain(finding_words(one.finding, language))}**")
        if one.compared:
            weighed.caption(one.compared)
    st.caption(message(language, "finding-caveat"))
    draw_downloads(pd.DataFrame([_file_row(one, language) for one in statements]), file, language)


def _file_row(one: Statement, language: Language) -> dict[str, Any]:
    """One statement as a row of a file."""
    return {
        "statement_id": one.statement_id,
        "statement": one.words,
        "said": one.said,
        "source_url": one.source_url,
        "verdict": one.finding.verdict,
        "finding": finding_words(one.finding, language),
        "record_ids": one.record_ids,
        "sector_ids": one.sector_ids,
    }


def draw_statement_records(
    statements: Sequence[Statement],
    by_id: Callable[[tuple[str, ...]], pd.DataFrame],
    of_sectors: Callable[[tuple[str, ...], date, date], pd.DataFrame],
    span: tuple[date, date],
    language: Language,
    *,
    scale: float,
) -> None:
    """
    The records that tell of one statement, and those of activity that weigh it.

    Parameters
    ----------
    statements
        Claims and promises.
    by_id
        Ids -> records.
    of_sectors
        Sectors, first and last month -> records.
    span
        First days of the first and the last month of the records.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    named = {one.statement_id: one for one in statements}
    address.take_one("claim", accepted=tuple(named), default=_NONE)
    chosen = st.selectbox(
        message(language, "displace-claim-records"),
        (_NONE, *named),
        format_func=lambda word: named[word].words if word else message(language, "displace-choose-records"),
        key="claim",
    )
    address.keep("claim", [chosen], default=[_NONE])
    if not chosen:
        return
    one = named[chosen]
    st.markdown(f"**{message(language, 'displace-told')}**")
    if one.record_ids:
        draw_cited("claim-told", by_id(one.record_ids), language, scale=scale)
    else:
        st.info(message(language, "displace-no-source"))
    st.markdown(f"**{message(language, 'displace-counts-sectors')}**")
    draw_cited("claim-counted", of_sectors(one.sector_ids, *span), language, scale=scale)
