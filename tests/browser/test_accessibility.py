"""Every page by day and by night, as axe-core reads it: WCAG 2.2 at levels A and AA."""

from collections.abc import Callable

import pytest

from dashboard.state import LANGUAGES, Language
from tests.app.conftest import PAGES
from tests.browser.conftest import ReadPage

NOT_OURS = {("svg-img-alt", "brush_brush")}
"""Rule and a part of the element's markup, of elements of Streamlit or Vega that no setting of ours reaches: the box
that a reader draws over a chart, which Vega leaves without a name."""


@pytest.mark.parametrize("page", sorted(PAGES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_breaks_no_rule_of_wcag(
    read_page: Callable[[str, Language], ReadPage], page: str, language: Language
) -> None:
    found = [
        f"{rule}: {markup[:200]}"
        for rule, markup in read_page(page, language).violations
        if not any(rule == known and part in markup for known, part in NOT_OURS)
    ]
    assert found == []
