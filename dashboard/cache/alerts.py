"""Alerts, their rules and their evidence."""

from datetime import UTC, datetime

import pandas as pd

from dashboard.access.viewer import viewer
from dashboard.alerts import acknowledged, watch
from dashboard.alerts.evaluation import Alert
from dashboard.alerts.rules import Rules, read_rules
from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import alerts
from etl import warehouse

MOST_LISTED = 500
"""Records behind one alert that are listed at most: the newest."""


def get_alerts(build: warehouse.Build) -> watch.Report:
    """Open alerts and acknowledged ones, asked of the disk at each rerun: somebody else may have acknowledged one."""
    return watch.alert_report(connection(str(build.path)), build, warehouse.home(), datetime.now(UTC))


def get_alert_rules() -> Rules:
    """The rules of alerts in force."""
    return read_rules(warehouse.home())


@cached(max_entries=64)
def list_evidence(path: str, event_ids: tuple[str, ...], levels: Levels) -> pd.DataFrame:
    """The newest records behind an alert or a mark, with their sources."""
    return alerts.list_evidence(connection(path), event_ids=event_ids, levels=levels, most=MOST_LISTED)


def acknowledge(alert: Alert, by: str) -> None:
    """
    Keep that somebody has seen an alert.

    Raises
    ------
    ValueError
        If the viewer may not, there is no name, or the file of acknowledgements is broken.
    OSError
        If it can't be written.
    """
    who = viewer()
    if not who.may("acknowledge"):
        raise ValueError(f"the role {who.role} may not acknowledge alerts")
    now = datetime.now(UTC)
    acknowledged.acknowledge(warehouse.home(), alert, by=who.account or by, level=who.scope, now=now)
