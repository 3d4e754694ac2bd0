"""Did it move: the choice of an intervention, or of a date and sectors, and the verdict with its guards."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.cache.displacement import Weighed
from dashboard.components.cited import draw_cited
from dashboard.components.plain_text import plain
from dashboard.filters import choose_day
from dashboard.findings.displacement_choice import OWN, ROLES, choice_fault, own_intervention
from dashboard.findings.displacement_rows import compared_words, counted_table, fault_words, guard_rows
from dashboard.findings.finding import finding_words
from dashboard.findings.windows import Windows
from dashboard.language import date_words, message
from dashboard.state import Language
from etl.interventions import Intervention, Sides


def choose_intervention(
    listed: Sequence[Intervention], names: Mapping[str, str], span: tuple[date, date], language: Language
) -> Intervention | None:
    """
    What to weigh; the page's address says. A wrong choice is said in a sentence, and nothing is weighed.

    Parameters
    ----------
    listed
        The listed interventions.
    names
        Sector -> its name.
    span
        First days of the first and the last month of the records.
    language
        Language of the words.

    Returns
    -------
    Intervention or None
    """
    st.markdown(f"#### {message(language, 'displace-did-it-move')}")
    named = {one.intervention_id: one for one in listed}
    default = OWN if not named or "on" in st.query_params else next(reversed(named))
    address.take_one("intervention", accepted=(*named, OWN), default=default)
    if st.session_state["intervention"] not in (*named, OWN):
        st.session_state["intervention"] = default
    chosen = st.selectbox(
        message(language, "displace-act"),
        (*named, OWN),
        format_func=lambda word: _intervention_words(named.get(word), language),
        key="intervention",
    )
    address.keep("intervention", [chosen])
    if chosen != OWN:
        return named[chosen]
    day, sides = _choose_own(names, language)
    fault = choice_fault(day, sides, first=span[0], last=span[1])
    if fault is not None:
        st.warning(fault_words(fault, names, language))
        return None
    return own_intervention(day, sides) if day is not None else None


def _intervention_words(one: Intervention | None, language: Language) -> str:
    if one is None:
        return message(language, "displace-own")
    name = one.name_th if language == "th" else one.name
    return f"{date_words(one.day, language, precision=one.date_precision)} · {name}"


def _choose_own(names: Mapping[str, str], language: Language) -> tuple[date | None, Sides]:
    """A date and sectors of the planner's own."""
    day = choose_day(message(language, "displace-at"), "on")
    chosen = {role: _choose_sectors(word, names, language) for word, role in ROLES.items()}
    return day, Sides(**chosen)


def _choose_sectors(word: str, names: Mapping[str, str], language: Language) -> tuple[str, ...]:
    accepted = tuple(names)
    address.take_many(word, accepted=accepted)
    st.session_state[word] = [sector for sector in st.session_state.get(word, []) if sector in names]
    chosen = st.multiselect(
        message(language, f"displace-choose-{word}"),
        accepted,
        format_func=lambda sector: names[sector],
        key=word,
        placeholder=message(language, f"displace-none-{word}"),
    )
    address.keep(word, chosen)
    return tuple(chosen)


def draw_verdict(
    weighed: Weighed,
    intervention: Intervention,
    windows: Windows,
    names: Mapping[str, str],
    records: Callable[[tuple[str, ...]], pd.DataFrame],
    counted: Callable[[tuple[str, ...], date, date], pd.DataFrame],
    language: Language,
    *,
    scale: float,
) -> None:
    """
    The verdict in one sentence, what it counted, its guards, and its records.

    Parameters
    ----------
    weighed
        The verdicts.
    intervention
        What was weighed.
    windows
        How many months were asked for.
    names
        Sector -> its name.
    records
        Ids -> records: those that tell of the intervention.
    counted
        Sectors and the first and last day -> the records that the verdict counts.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    st.markdown(f"**{plain(finding_words(weighed.moved, language))}**")
    st.markdown(f":small[{message(language, 'finding-caveat')}]")
    st.markdown(f"{message(language, 'displace-jump')} {plain(finding_words(weighed.jumped, language))}")
    found = weighed.counted
    st.caption(compared_words(found, windows, language))
    st.dataframe(
        counted_table(found, names, language), hide_index=True, key="counted", alt=message(language, "displace-parts")
    )
    with st.expander(message(language, "displace-guards"), expanded=weighed.moved.verdict == "cannot_tell"):
        st.markdown("\n".join(f"- {row}" for row in guard_rows(weighed.moved, language)))
    # What nobody has unfolded isn't asked for.
    fold = st.expander(message(language, "displace-evidence"), key="evidence-fold", on_change="rerun")
    if not fold.open:
        return
    with fold:
        if intervention.record_ids:
            st.markdown(f"**{message(language, 'displace-told')}**")
            draw_cited("act-records", records(intervention.record_ids), language, scale=scale)
        st.markdown(f"**{message(language, 'displace-counts')}**")
        if found.first is None or found.last is None:
            st.info(message(language, "list-none"))
        else:
            rows = counted(tuple(found.rows["sector_id"]), found.first, found.last)
            draw_cited("counted-records", rows, language, scale=scale)
