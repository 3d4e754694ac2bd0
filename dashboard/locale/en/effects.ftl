# What an intervention did: geo/effects.py, geo/placebos.py
effect-fall = Activity fell at once to { NUMBER($ratio, maximumFractionDigits: 2) } of what the trend before led to (95 % interval { NUMBER($low, maximumFractionDigits: 2) } to { NUMBER($high, maximumFractionDigits: 2) }).
effect-rise = Activity rose at once to { NUMBER($ratio, maximumFractionDigits: 2) } times what the trend before led to (95 % interval { NUMBER($low, maximumFractionDigits: 2) } to { NUMBER($high, maximumFractionDigits: 2) }).
effect-no-change = Activity went on as the trend before led to: { NUMBER($ratio, maximumFractionDigits: 2) } times (95 % interval { NUMBER($low, maximumFractionDigits: 2) } to { NUMBER($high, maximumFractionDigits: 2) }).
effect-too-wide = the records fit anything from { NUMBER($low, maximumFractionDigits: 2) } to { NUMBER($high, maximumFractionDigits: 2) } times what the trend before led to.
effect-few-periods = { $before ->
    [one] 1 period
   *[other] { $before } periods
 } before and { $after } after; { $needed } are needed on each side.
effect-few-before = { $found ->
    [one] 1 event
   *[other] { $found } events
 } before; { $needed } are needed.
effect-few-after = { $found ->
    [one] 1 event
   *[other] { $found } events
 } after; { $needed } are needed.
effect-no-effort = in { $periods ->
    [one] 1 period
   *[other] { $periods } periods
 } nothing was recorded anywhere, so effort is not known.
effect-no-fit = the counts leave no error to estimate.
effect-no-placebo = no other date and no other sector has enough records to compare with.
effect-placebo-dates = a date on which nothing was done shows as much (rank { $dates_rank } of { $dates_of } dates).
effect-placebo-sectors = a sector to which nothing was done shows as much (rank { $sectors_rank } of { $sectors_of } sectors).
effect-outside-data = the records do not reach the months round it.
effect-ranks = Rank { $dates_rank } of { $dates_of } dates and { $sectors_rank } of { $sectors_of } sectors; { $dates_left_out } dates and { $sectors_left_out } sectors had too few records to compare.

# Hot spots: geo/hotspots.py, geo/emerging.py
hotspots-found = { $hot } hot and { $cold } cold of { $cells } cells, more than chance.
hotspots-none = None of { $cells } cells stands out from chance.
hotspots-few-records = { $found } events in cells; { $needed } are needed.
hotspots-few-cells = { $found } cells; { $needed } are needed.
hotspots-few-months = { $found } months; { $needed } are needed.
hotspots-representative = { NUMBER($share, style: "percent") } of { $records } events stand on representative points, more than { NUMBER($most, style: "percent") }.
hotspots-no-variation = every cell holds the same ({ $count }).
emerging-found = { $found } of { $cells } cells have a pattern over { $months } months.
emerging-none = None of { $cells } cells has a pattern over { $months } months.
emerging-kind-new = New
emerging-kind-consecutive = Consecutive
emerging-kind-intensifying = Intensifying
emerging-kind-persistent = Persistent
emerging-kind-diminishing = Diminishing
emerging-kind-sporadic = Sporadic
emerging-kind-oscillating = Oscillating
emerging-kind-historical = Historical
emerging-kind-none = No pattern
