# Explore: timeline, what cells show, replay, two periods
timeline-alt = Events by month and layer
timeline-hint = Draw over the months to choose a period.
timeline-empty = No month holds a record that matches.
timeline-outside = { $longer ->
    [0] {""}
    [one] 1 record is known only to a longer time than a month and in no bar.
   *[other] { $longer } records are known only to a longer time than a month and in no bar.
} { $undated ->
    [0] {""}
    [one] 1 record has no date.
   *[other] { $undated } records have no date.
} { $running_totals ->
    [0] {""}
    [one] 1 running total isn't counted.
   *[other] { $running_totals } running totals aren't counted.
}
hot-cannot-tell = Cannot tell where activity stands out: { $reason }
tip-hot = Hot spot: { $count ->
    [one] 1 event
   *[other] { $count } events
} here, more around than chance would put there (Gi* { NUMBER($z, maximumFractionDigits: 1) }, p { NUMBER($p, maximumFractionDigits: 3) })
tip-cold = Cold spot: { $count ->
    [one] 1 event
   *[other] { $count } events
} here, fewer around than chance would put there (Gi* { NUMBER($z, maximumFractionDigits: 1) }, p { NUMBER($p, maximumFractionDigits: 3) })
heat-hot = Hot spot
heat-cold = Cold spot
filter-show = Cells show
show-help = Hot spots are cells whose neighbourhood holds more events of activity than chance would put there; emerging ones are classed by how that came and went over the months.
show-counts = Cells: counts
show-hot = Cells: hot spots
show-emerging = Cells: emerging
legend-hot = Hot spots (Gi*)
legend-emerging = Emerging hot spots
legend-more = Map key
map-replay-play = Play
map-replay-pause = Pause
map-replay-back = One step back
map-replay-on = One step on
map-replay-step = Step
map-replay-speed = Steps a second
filter-replay = Replay
replay-help = Plays the cells step by step through the period. A record is in a step if all of what is known of its date lies in it.
replay-off = Replay: off
replay-month = Replay by month
replay-week = Replay by week
replay-day = Replay by day
filter-window = Window
window-help = How many steps each picture holds: with more than one, a picture shows the steps before its own as well.
window-1 = 1 step at a time
window-3 = 3 steps together
window-6 = 6 steps together
window-12 = 12 steps together
replay-none = Nothing to replay: no matching record on the map has a date known to such a step.
replay-many = { $needed } steps to replay, at most { $most }: choose a shorter period or a longer step.
replay-left-out = Compounds are left out while a replay is on: their status is that of the last report. { $count ->
    [0] {""}
    [one] 1 record on the map is in no step: its date is known only to a longer time.
   *[other] { $count } records on the map are in no step: their dates are known only to longer times.
}
tip-province = { $name }: { $count ->
    [one] 1 record known only to the province
   *[other] { $count } records known only to the province
}
legend-province = Shaded: records known only to the province
list-province = Records known only to this province
filter-compare = Compare
compare-off = Compare: off
compare-before = With the days before
compare-year = With a year earlier
compare-dates = With chosen days
compare-days = Days to compare
compare-needs-period = Choose a period with both ends first.
compare-sentence = { $count ->
    [one] 1 event
   *[other] { $count } events
} in { $first }, { $other } in { $second }: { $verdict }.
compare-few = cannot tell, too few
compare-overlap = the two periods overlap, so they can't be weighed
compare-rise = more than chance ({ $p })
compare-fall = fewer than chance ({ $p })
compare-chance = within chance ({ $p })
compare-note = All matching events, on the map or not, weighed by days. Records follow enforcement and reporting.
map-second-alt = Map of the second period
coordinates = Clicked point: { $point }
coordinates-degrees = Decimal degrees, latitude first
coordinates-dms = Degrees, minutes, seconds
coordinates-utm = UTM
coordinates-mgrs = MGRS
coordinates-none = no grid so far north or south
coordinates-note = WGS 84. Of the click, not of a record: how exactly a record's place is known stands with it.
filter-marks = Marks
marks-help = Compounds by their last reported status; supplies that are reported cut and not reported restored on the period's last day.
marks-compounds = Marks: compounds
marks-supplies = Marks: cut supplies
marks-both = Marks: both
marks-none = Marks: none
legend-supplies = Cut, not reported restored
list-supply = Records of the supply's place
