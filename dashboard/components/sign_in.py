"""Who looks, as the browser's session says; the page on which one signs in; and the way out again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.access.claims import Refused, token_id, viewer_of
from dashboard.access.devices import COOKIE, ROLE, device_of, note_seen
from dashboard.access.ended import end_token, ended_tokens
from dashboard.access.required import is_sign_in_required
from dashboard.access.rules import kept_access
from dashboard.access.viewer import NOBODY, Viewer, open_viewer
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import Language
from etl import warehouse
from etl.audit import add_entry, system_account

_LAST, _TOLD = "signed-in-as", "refusal-told"
_ASK_EVERY_SECONDS = 10


def session_viewer() -> Viewer:
    """
    Who looks in this session, asked at each look; outside any session of a server that asks for a sign-in, nobody.

    Raises
    ------
    ValueError
        If `MOEI_LEVEL` is no level, without access control.
    """
    home = warehouse.home()
    if not is_sign_in_required(home):
        return open_viewer()
    found = _asked(home)
    return found if isinstance(found, Viewer) else NOBODY


def session_account() -> str:
    """The account that acts in this session; without access control, that of the system."""
    return session_viewer().account or system_account()


def _asked(home: Path) -> Viewer | Refused | None:
    """The viewer, why there is none, or None where nobody has said who they are."""
    if get_script_run_ctx() is None:
        return None
    claims = _claims()
    if claims is None:
        return _screen(home)
    access = kept_access(home).access
    if access is None:
        return None
    try:
        ended = ended_tokens(home)
    except ValueError as error:
        return Refused("claims", str(error))
    return viewer_of(access, claims, now=datetime.now(UTC), ended=ended)


def _screen(home: Path) -> Viewer | None:
    """The wall screen whose token the browser has."""
    token = _token()
    try:
        device = device_of(home, token) if token else None
    except ValueError:
        return None
    if device is None:
        return None
    note_seen(home, device, datetime.now(UTC))
    return device.viewer


def _token() -> str:
    """The token of a wall screen that the browser has; empty for none."""
    told = st.context.cookies.get(COOKIE)
    return told if isinstance(told, str) else ""


def _claims() -> dict[str, Any] | None:
    told = dict(st.user)
    return told if told.get("is_logged_in") is True else None


def viewer_or_sign_in(language: Language) -> Viewer:
    """Who looks; where somebody must sign in first, the page for it and nothing more."""
    home = warehouse.home()
    who = session_viewer()
    if not is_sign_in_required(home):
        return who
    if st.session_state.get(_LAST, who) != who:
        # What was made or chosen for another, or by a role that was taken away, is not theirs.
        st.session_state.clear()
        st.session_state[_LAST] = who
        st.rerun()
    st.session_state[_LAST] = who
    if who.pages:
        _tell_sign_in(home, who)
    else:
        _draw_sign_in(home, language)
        st.stop()
    return who


def _tell_sign_in(home: Path, who: Viewer) -> None:
    """Tell the audit once of each sign-in, in whatever window it is seen first."""
    claims = _claims()
    if claims is not None and token_id(claims) not in _seen():
        add_entry(home, "sign-in", who.account, role=who.role, level=who.level, country=who.country)
        _seen().add(token_id(claims))


@st.cache_resource(show_spinner=False, max_entries=1)
def _seen() -> set[str]:
    """Sign-ins that this server has told the audit of."""
    return set()


def _draw_sign_in(home: Path, language: Language) -> None:
    found = _asked(home)
    if _token():
        st.error(message(language, "screen-not-enrolled"))
    st.markdown(f"### {message(language, 'sign-in-title')}")
    st.markdown(message(language, "sign-in-intro"))
    if isinstance(found, Refused):
        _tell_refusal(home, found)
        st.error(message(language, f"sign-in-{found.reason}"))
    elif st.query_params.get("sign-in") == "failed":
        st.error(message(language, "sign-in-failed"))
    if kept_access(home).access is None:
        st.error(message(language, "sign-in-no-rules"))
        return
    with st.container(horizontal=True):
        if st.button(message(language, "sign-in-do"), key="sign-in", type="primary"):
            st.login()
        if isinstance(found, Refused) and st.button(message(language, "sign-out-do"), key="sign-out"):
            _sign_out(home, found.account)


def _tell_refusal(home: Path, refused: Refused) -> None:
    told = (refused.reason, refused.account)
    if st.session_state.get(_TOLD) != told:
        add_entry(home, "refusal", refused.account, what="sign-in", reason=refused.reason, told=refused.told)
        st.session_state[_TOLD] = told


def draw_account(who: Viewer, language: Language) -> None:
    """Who is signed in, as what, and the way out; nothing without access control."""
    if not who.account or who.role == ROLE:
        return
    told = message(language, "signed-in", account=plain(who.account), role=message(language, role_key(who.role)))
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="account"):
        st.caption(told, width="content")
        if st.button(message(language, "sign-out-do"), key="sign-out", type="tertiary"):
            _sign_out(warehouse.home(), who.account)
    _watch_sign_in(who)


def role_key(role: str) -> str:
    """
    Key of a role's name.

    Examples
    --------
    >>> role_key("data officer")
    'role-data-officer'
    """
    return f"role-{role.replace(' ', '-')}"


@st.fragment(run_every=_ASK_EVERY_SECONDS)
def _watch_sign_in(who: Viewer) -> None:
    """Draw the page anew when the sign-in is over, or its role another: nothing stays on a screen that may not."""
    if session_viewer() != who:
        st.rerun(scope="app")


def _sign_out(home: Path, account: str) -> None:
    claims = _claims()
    if claims is not None:
        end_token(home, token_id(claims), datetime.now(UTC))
    add_entry(home, "sign-out", account)
    st.logout()
