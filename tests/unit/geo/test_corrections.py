import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from geo.corrections import discoveries, holm_findings

P_VALUES = st.lists(st.one_of(st.floats(0, 1), st.floats(0, 0.02)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("ours", "method"),
    [
        (lambda p: holm_findings(p, error_share=0.05), "holm"),
        (lambda p: discoveries(p, false_discovery_rate=0.05), "fdr_bh"),
    ],
)
def test_findings_are_those_of_statsmodels(ours, method):
    rng = np.random.default_rng(8)
    for size in (1, 2, 5, 12, 40):
        p = rng.uniform(0, 1, size) ** rng.integers(1, 6)
        assert ours(p).tolist() == multipletests(p, alpha=0.05, method=method)[0].tolist()


@given(P_VALUES)
def test_what_holm_finds_is_also_discovered(p):
    assert not np.any(holm_findings(p, error_share=0.05) & ~discoveries(p, false_discovery_rate=0.05))


@pytest.mark.parametrize("p", [[-0.1], [1.1], [np.nan], [[0.5]]])
@pytest.mark.parametrize("share", [0.05])
def test_what_is_no_probability_is_refused(p, share):
    with pytest.raises(ValueError, match="accepted"):
        holm_findings(p, error_share=share)


@pytest.mark.parametrize("share", [0, 1, np.nan])
def test_a_share_of_none_or_all_is_refused(share):
    with pytest.raises(ValueError, match="accepted"):
        discoveries([0.5], false_discovery_rate=share)
