# The page of infrastructure: supplies, their state on a day, and what hangs on them
page-infrastructure = Infrastructure
action-cut = Cut
action-reduced = Reduced
action-closed = Closed
action-seized = Equipment seized
action-restored = Restored
action-reopened = Reopened
action-alternative-supply = Other supply in its place
action-expanded = Other supply grew
infra-no-place = no place named
infra-at = State on
infra-at-help = Only reports dated to this day or before count. The period above limits the timeline, not the state.
infra-as-of = As reported to { $date }. A report known only to a month counts from the month's first day.
infra-after-records = The records end on { $date }: nothing is known of the days after.
infra-map-alt = Map of supplies by their state; the list beside it holds the same.
infra-open = { $count ->
    [0] No supply is reported cut and not reported restored
    [one] One supply is reported cut and not reported restored
   *[other] { $count } supplies are reported cut and not reported restored
 }
infra-in-force = In force, reported within { $days } days: { $count }
infra-replaced = another supply reported since: { $count }
infra-undated = without a date: { $count }
infra-restored = Reported restored: { $count }
infra-unknown = Nothing known, never reported cut: { $count }
infra-list = Show
infra-list-open = Cut, not reported restored
infra-list-in-force = Cut and in force
infra-list-replaced = Cut, another supply reported
infra-list-undated = Cut, date not reported
infra-list-restored = Restored
infra-list-unknown = Nothing known
infra-list-all = All supplies
infra-list-none = No supply is in this state.
infra-list-alt = Supplies and their state
infra-column-supply = Supply
infra-column-state = State, as reported
infra-column-since = Since
infra-column-age = Last report
infra-ring-town = Town: somewhere within 5 km
infra-ring-district = District: somewhere within 20 km
infra-column-reports = Reports
infra-column-publishers = Publishers
infra-column-action = What was reported
infra-column-known = Known to
infra-column-km = About km
infra-column-told = Told by
infra-state-in-force = Cut, in force
infra-state-not-restored = Reported cut, not reported restored
infra-state-undated = Reported cut without a date, not reported restored
infra-state-restored = Reported restored
infra-state-unknown = Nothing known: never reported cut
infra-since = since { $date }
infra-age = { $days ->
    [0] last report the same day
    [one] last report 1 day old
   *[other] last report { $days } days old
 }
infra-straddling = the last report may tell of a later day
infra-on = on { $date }
infra-replaced-since = another supply reported, first on { $date }
infra-mark-in-force = Cut, reported within { $days } days
infra-mark-not-restored = Cut, not reported restored
infra-mark-replaced = Cut, another supply reported
infra-mark-undated = Cut, no date
infra-mark-restored = Reported restored
infra-mark-unknown = Nothing known
infra-timeline = What was reported, and when
infra-timeline-hint = A mark is a day; a bar is a month or year of which the day is not known. The dotted line runs while a supply is reported cut and not reported restored. Click a mark for its records.
infra-timeline-none = No report with a date and a place lies in this period.
infra-timeline-alt = Timeline of { $marks } reported changes of { $supplies } supplies; the table below holds the same.
infra-picked = Chosen
infra-left-unplaced = { $count ->
    [one] 1 report names no place and has no supply here.
   *[other] { $count } reports name no place and have no supply here.
 }
infra-left-undated = { $count ->
    [one] 1 report has no date and is not on the timeline.
   *[other] { $count } reports have no date and are not on the timeline.
 }
infra-left-crossings = { $count ->
    [one] 1 record tells of a border crossing that closed or reopened; a crossing is no supply.
   *[other] { $count } records tell of border crossings that closed or reopened; a crossing is no supply.
 }
infra-left-newest = Only the supplies that were reported on last are shown: narrow the filters to see the others.
infra-point = Supply point
infra-point-none = None chosen
infra-point-hint = Choose a point here, on the map or in the list: its cuts and their effect, whom it serves, and all its records.
infra-cut = Cut
infra-cut-words = { $kind }, { $date } ({ $count ->
    [one] 1 report
   *[other] { $count } reports
 })
infra-no-cut = No report with a date tells of a cut here, so there is no effect to weigh.
infra-tab-effect = Effect on activity
infra-tab-beside = Reports side by side
infra-tab-served = Whom it serves
infra-tab-reports = All records
infra-treated = Sectors that the cut may have changed
infra-treated-own = The point's own: { $sector }
infra-treated-none = none
infra-treated-help = All other sectors tell how hard was looked in each month.
infra-effect-no-day = the date of the cut is not known to the month.
infra-effect-no-sector = the point lies in no border sector: choose sectors to weigh it.
infra-effect-how = Interrupted time series of records of activity by month: jump and trend at the cut, against what all other sectors recorded.
infra-effect-records = { $count ->
    [one] The 1 record of activity in these sectors
   *[other] The { $count } records of activity in these sectors
 }
infra-activity = Records of activity
infra-expected = Trend before
infra-series-alt = Records of activity by month, with the cut and what came back
infra-series-caption = Bars: distinct events a month in these sectors. Upright line: the cut. Dashed line, where it could be estimated: what the trend before would have led to. Marks above: supply restored, or another in its place.
infra-series-none = No record of activity in these sectors.
infra-placebos-none = No placebo is drawn: the jump at the cut can't be estimated, or no other date and sector has enough records.
infra-placebos-alt = The jump at the cut among the jumps at dates and in sectors where nothing was cut
infra-placebos = { $larger } of { $of } placebos, where nothing was cut, show a jump at least as large; { $left_out } more had too few records.
infra-placebo-true = The cut
infra-placebo-date = Other dates
infra-placebo-sector = Other sectors
infra-placebo-kind = Kind
infra-placebo = Date or sector
infra-jump = Jump (Student's t)
infra-beside = { $reports ->
    [one] 1 report of this cut
   *[other] { $reports } reports that may tell of this cut
 }, by { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
 }.
infra-differ = Rows marked ≠ differ. They stand as reported; nothing is averaged.
infra-agree = They do not contradict each other in what is compared.
infra-field-event-date = Date
infra-field-action = What was reported
infra-field-operator = Operator
infra-field-capacity-mw = Capacity, MW
infra-field-units-count = Devices, masts or lines
infra-served-record = { $count ->
    [0] No record names a compound that it serves.
    [one] 1 compound that a record names
   *[other] { $count } compounds that a record names
 }
infra-served-place = { $count ->
    [0] No compound stands by the place that is reported.
    [one] 1 compound by a place that a record names; the record does not name the compound
   *[other] { $count } compounds by a place that a record names; the record does not name the compound
 }
infra-served-near = { $count ->
    [0] No other compound is near (same sector, within { $km } km).
    [one] 1 compound near, not reported served (same sector, within { $km } km)
   *[other] { $count } compounds near, not reported served (same sector, within { $km } km)
 }
infra-others = What else its records name
infra-others-none = No record of this point names a hospital, households, a school, a market or another place. That is not to say that none hangs on it.
infra-other-hospital = Hospital
infra-other-households = Households, residents
infra-other-school = School
infra-other-business = Shops, markets, factories
infra-reports-alt = All records of the supply point
infra-served-records = Records of these compounds, and those that tell of them
infra-near-cut = Not all were looked through: { $compounds } of { $of_compounds } compounds and { $places } of { $of_places } places in this sector, the first by name or id. Those left out may be served too.
