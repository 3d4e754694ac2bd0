"""The effect of one cut on activity: the choice of the cut and the sectors, the sentence, the series, the placebos."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.charts.infrastructure_effect import effect_series, placebo_strip
from dashboard.components.charts import draw_chart
from dashboard.components.cited import draw_cited
from dashboard.findings.choices import choice_words
from dashboard.findings.finding import finding_words
from dashboard.findings.infrastructure import kind_words
from dashboard.findings.infrastructure_effect import CutEffect
from dashboard.findings.infrastructure_reports import Cut
from dashboard.language import date_words, message
from dashboard.layers.palette import ACTION_COLOURS
from dashboard.state import Language, Offered


def choose_cut(cuts: Sequence[Cut], language: Language) -> Cut | None:
    """One of the cuts of a point; the page's address says, else the newest; none where there is none."""
    if not cuts:
        st.info(message(language, "infra-no-cut"))
        return None
    named = {cut.cut_id: cut for cut in cuts}
    newest = cuts[0].cut_id
    if "cut" in st.session_state and st.session_state["cut"] not in named:
        st.session_state["cut"] = newest
    address.take_one("cut", accepted=tuple(named), default=newest)
    chosen = st.selectbox(
        message(language, "infra-cut"),
        tuple(named),
        format_func=lambda word: _cut_words(named[word], language),
        key="cut",
    )
    address.keep("cut", [chosen], default=[newest])
    return named[chosen]


def _cut_words(cut: Cut, language: Language) -> str:
    dated = date_words(cut.day, language, precision=cut.precision)
    return message(language, "infra-cut-words", kind=kind_words(cut.kind, language), date=dated, count=len(cut.reports))


def choose_treated(sector_id: object, offered: Offered, language: Language) -> tuple[str, ...]:
    """Sectors that the cut may have changed; the page's address says, else the point's own, if it has one."""
    own = sector_id if isinstance(sector_id, str) else None
    accepted = tuple(dict.fromkeys([*([own] if own else []), *offered.words("sector")]))
    address.take_many("treated", accepted=accepted)
    own_words = choice_words("sector", own, offered, language) if own else message(language, "infra-treated-none")
    chosen = st.multiselect(
        message(language, "infra-treated"),
        accepted,
        format_func=lambda word: choice_words("sector", word, offered, language),
        key="treated",
        placeholder=message(language, "infra-treated-own", sector=own_words),
        help=message(language, "infra-treated-help"),
    )
    address.keep("treated", chosen)
    return tuple(chosen) or ((own,) if own else ())


def draw_effect(
    found: CutEffect,
    cut: Cut,
    returns: pd.DataFrame,
    counted: pd.DataFrame,
    offered: Offered,
    language: Language,
    *,
    scale: float,
) -> None:
    """
    What activity did at a cut, in a sentence and two charts.

    Parameters
    ----------
    found
        The effect.
    cut
        The cut.
    returns
        day, action, action_words, dated: what came back or took its place.
    counted
        The records that the series counts, as far as they are listed.
    offered
        Names of sectors.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"**{finding_words(found.finding, language)}**")
    st.markdown(f":small[{message(language, 'finding-caveat')} {message(language, 'infra-effect-how')}]")
    if found.series["observed"].sum():
        chart = effect_series(
            found.series, returns, cut=cut.day.isoformat(), colours=ACTION_COLOURS, language=language, scale=scale
        )
        draw_chart(chart, key="effect-series", alt=message(language, "infra-series-alt"))
        st.markdown(f":small[{message(language, 'infra-series-caption')}]")
    else:
        st.info(message(language, "infra-series-none"))
    _draw_placebos(found, offered, language, scale)
    if not counted.empty:
        with st.expander(message(language, "infra-effect-records", count=int(counted["of_records"].iloc[0]))):
            draw_cited("effect-records", counted, language, scale=scale)


def _draw_placebos(found: CutEffect, offered: Offered, language: Language, scale: float) -> None:
    """The jump at the cut among those where nothing was cut; words where there is nothing to compare."""
    others = found.placebos[found.placebos["kind"] != "true"]
    if others.empty:
        st.markdown(f":small[{message(language, 'infra-placebos-none')}]")
        return
    sectors = [
        choice_words("sector", label, offered, language) if kind == "sector" else _month_words(label, language)
        for kind, label in zip(found.placebos["kind"], found.placebos["label"], strict=True)
    ]
    placebos = found.placebos.assign(words=sectors)
    larger = int((others["t"].abs() >= abs(placebos.loc[placebos["kind"] == "true", "t"].iloc[0])).sum())
    chart = placebo_strip(placebos, colours=ACTION_COLOURS, language=language, scale=scale)
    draw_chart(chart, key="placebos", alt=message(language, "infra-placebos-alt"))
    caption = message(language, "infra-placebos", larger=larger, of=len(others), left_out=found.left_out)
    st.markdown(f":small[{caption}]")
    with st.expander(message(language, "as-table")):
        kinds = [message(language, f"infra-placebo-{kind}") for kind in placebos["kind"]]
        columns = ("infra-placebo-kind", "infra-placebo", "infra-jump")
        values = (kinds, placebos["words"], placebos["t"].round(2))
        st.dataframe(
            pd.DataFrame({message(language, key): value for key, value in zip(columns, values, strict=True)}),
            hide_index=True,
            key="placebos-table",
            alt=message(language, "infra-placebos-alt"),
        )


def _month_words(label: str, language: Language) -> str:
    return date_words(pd.Timestamp(label).date(), language, precision="month")
