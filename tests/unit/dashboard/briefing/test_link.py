"""A copied address becomes a view, or one sentence on what is accepted."""

from datetime import date

import pytest

from dashboard.briefing.link import read_link
from dashboard.state import Choice, Offered, ViewState

AS_OF = date(2026, 3, 13)
OFFERED = Offered({"publisher": (Choice("A & B", "A & B", None),), "country": (Choice("MM", None, None),)})


def state(text: str) -> ViewState:
    return read_link(text).state(OFFERED, as_of=AS_OF, language="en")


def test_every_filter_of_the_address_is_of_the_view() -> None:
    link = read_link(
        "https://moei.example/base/explore?lang=th&from=2025-01-01&to=2025-02-01&layer=rescue&layer=incident&kind=raid"
        "&count=activity&measure=freed&cell=6&pillar=none&country=MM&precision=town&publisher=A+%26+B&marks=none"
        "&view=98.5,16.7,9.25,1.5&board=1"
    )
    assert link.state(OFFERED, as_of=AS_OF, language="en") == ViewState(
        date_from=date(2025, 1, 1),
        date_to=date(2025, 2, 1),
        layers=("rescue", "incident"),
        kinds=("raid",),
        pillars=("none",),
        countries=("MM",),
        precisions=("town",),
        publishers=("A & B",),
        evidence="activity",
        measure="freed",
        resolution=6,
    )
    assert link.marks == "none"
    assert link.extent is not None
    assert read_link(link.address) == link


def test_a_period_of_days_ends_with_the_records_whatever_days_stand_beside_it() -> None:
    assert state("/explore?period=30&from=2020-01-01").days == (date(2026, 2, 12), AS_OF)


def test_movement_takes_no_filter_that_means_nothing_there() -> None:
    assert read_link("/movement?layer=rescue&cell=6&count=activity&flow=home").address == "/movement?flow=home"
    assert read_link("/explore?flow=home").address == "/explore"


def test_infrastructure_takes_its_day_and_list_and_no_period() -> None:
    link = read_link(
        "/infrastructure?period=30&from=2025-01-01&layer=rescue&on=2025-03-01&supply=all&point=p&country=MM"
    )
    assert link.address == "/infrastructure?country=MM&on=2025-03-01&supply=all"
    assert (link.on, link.supply, link.is_picture) == (date(2025, 3, 1), "all", True)


def test_displacement_takes_what_it_weighs_and_no_filter() -> None:
    link = read_link("/displacement?kind=raid&months=6&on=2025-02-05&treated=a&treated=b&control=c&claim=x")
    assert link.address == "/displacement?control=c&months=6&on=2025-02-05&treated=a&treated=b"
    assert (link.intervention, link.sectors("treated"), link.neighbour, link.is_picture) == (
        "own",
        ("a", "b"),
        "MM",
        False,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "takes a copied address of explore, movement"),
        ("/pillars?kind=raid", "no other page can be briefed"),
        ("file:///explore", "takes a copied address"),
        ("http://[::1/explore", "can't be read"),
        ("/explore?publisher=%ff", "can't be read"),
        ("/explore?" + "&".join(["kind=raid"] * 600), "can't be read"),
        ("/explore?publisher=" + "x" * 30_000, "takes a copied address"),
        ("/explore?contry=MM", "no filter is called 'contry'; accepted: layer, kind"),
        ("/explore?kind=raids", "kind='raids' isn't known; accepted: raid, arrest"),
        ("/explore?cell=8", "accepted: 4, 5, 6, 7, 9"),
        ("/explore?cell=5&cell=6", "cell is given 2 times"),
        ("/explore?from=2026-02-30", "is no day; accepted: YYYY-MM-DD"),
        ("/explore?to=0001-01-01", "is out of range"),
        ("/explore?view=98.5,95,9", "is no extent"),
        ("/explore?show=hot", "can't show show=hot; take it out"),
        ("/explore?replay=month", "can't show replay=month"),
        ("/explore?compare=before", "can't show compare=before"),
        ("/explore?area=b1:98,16,99,17", "can't show area="),
        ("/explore?marks=supplies", "accepted: compounds, none"),
        ("/movement?flow=all", "accepted: routes, freed"),
        ("/displacement?neighbour=CN", "accepted: MM"),
        ("/displacement?months=4", "accepted: usual, 3, 6, 12"),
        ("/rescue?step=all", "accepted: found, freed"),
        ("/infrastructure?supply=cut", "accepted: open, in_force"),
        ("/infrastructure?on=2025-13-01", "is no day"),
    ],
)
def test_what_means_nothing_is_refused_with_what_is_accepted(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r"--view") as found:
        read_link(text)
    assert words in str(found.value)


@pytest.mark.parametrize("text", ["/explore?publisher=Secret", "/movement?country=TH", "/explore?province=TH-99"])
def test_a_name_that_does_not_occur_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="isn't known"):
        state(text)
