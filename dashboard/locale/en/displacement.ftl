# Displacement: the border by month, shares, verdicts, where to, claims
page-displacement = Displacement
displace-working = Weighing the records
displace-no-activity = No month holds a record of activity, so nothing can be weighed.
displace-broken-list = The list of interventions can't be read: { $error }
displace-border = The border by month
displace-neighbour = Border with
displace-km = Border km
displace-month = Month
displace-events = Events of activity
displace-class = { $count }
displace-square = { $count ->
    [one] one event
   *[other] { $count } events
}
displace-few = thin: fewer than 5 records on this stretch
displace-act = What was done
displace-reported = Reported moves
displace-border-none = No record of activity and no reported move stands near this border in these months.
displace-border-shown = { $events ->
    [0] No event
    [one] 1 event
   *[other] { $events } events
} near this border in 36 months; { $moves ->
    [0] no move along it was reported.
    [one] 1 move along it was reported.
   *[other] { $moves } moves along it were reported.
}
displace-few-rows = { $rows ->
    [0] No stretch with records is thin.
    [one] 1 stretch of 25 km is thin (fewer than 5 records, drawn paler): it says nothing of a pattern.
   *[other] { $rows } stretches of 25 km are thin (fewer than 5 records, drawn paler): they say nothing of a pattern.
} { $percent } % of the records stand on points that stand for a town or a district.
displace-left-out = Not shown: { $undated ->
    [0] no event
    [one] 1 event
   *[other] { $undated } events
} without a month (known to a year only, or not dated), { $outside ->
    [0] none
    [one] 1
   *[other] { $outside }
} in other months.
displace-arrows = { $count ->
    [0] No move along this border was reported.
    [one] 1 reported move, in the month of its report.
   *[other] { $count } reported moves, each in the month of its report.
}
displace-shares = Shares of sectors
displace-shares-none = There are too few months or records to compare shares.
displace-shares-how = Part of all activity in the last { $months } whole months and in the { $months } before, with 95 % intervals; largest change first.
displace-marks = ▲ rise, ▼ fall, = no change, ? cannot tell.
displace-now = Now
displace-before = Before
displace-share = Share of activity
displace-sector = Sector
displace-change = Change, points
displace-verdict = What can be said
displace-choose-records = Choose one for its records
displace-records-of = Records of a sector
displace-did-it-move = Did it move?
displace-own = A date and sectors of my own
displace-at = Date
displace-choose-treated = Where something was done
displace-choose-displaced = Where activity may have gone
displace-choose-control = Compare with
displace-none-treated = Choose one or more
displace-none-displaced = None: all others are searched
displace-none-control = Choose one or more
displace-fault-day = Choose a date.
displace-fault-treated = Choose one sector or more where something was done.
displace-fault-twice = A sector can play one part only; chosen twice: { $sectors }.
displace-fault-control = Choose one sector or more to compare with: without a control a fall everywhere would look like an effect.
displace-fault-outside = The date is outside the records, which hold whole months from { $first } to { $last }.
displace-jump = Did it jump?
displace-counted = Compared: records of activity in { $before ->
    [0] no whole month
    [one] 1 whole month
   *[other] { $before } whole months
} before and { $after ->
    [0] none
    [one] 1
   *[other] { $after }
} after, from { $first } to { $last } (up to { $months } months on each side).
displace-counted-none = The records hold no whole month within { $months } months on either side.
displace-months = Months compared
displace-months-usual = Usual
displace-months-each = { $months } months
displace-months-how = The verdict, where activity went, shares and the slide along the border compare as many months on each side. Usual: { $moved } months round an intervention, { $shares } for shares, { $slide } for the slide. A jump is sought in all whole months; claims and promises keep the months they were listed with.
displace-claim-months = Its own computation: up to { $months ->
    [one] 1 month
   *[other] { $months } months
} on each side.
displace-parts = Records of each sector before and after
displace-part = Part
displace-part-treated = Something was done
displace-part-displacement = May have gone to
displace-part-control = Control
displace-records-before = Records before
displace-records-after = Records after
displace-guards = What the verdict had to pass
displace-state-passed = ✓ Passed:
displace-state-stopped = ✗ Did not hold, so it stopped here:
displace-state-not-reached = – Not reached:
displace-guard-periods = the records hold whole months before and after.
displace-guard-records = some sector has a record in these months.
displace-guard-control = a sector is left to compare with.
displace-guard-months = enough months before have a record to see a trend.
displace-guard-treated = the treated sectors had enough records before.
displace-guard-control-records = the control has enough records in each period.
displace-guard-still = enough sectors stood still to compare with.
displace-guard-trends = sectors and control went the same way before.
displace-guard-fall = the treated sectors fell, beyond chance.
displace-guard-control-moved = the control did not move of itself.
displace-guard-beside = what came up beside them can be told from chance.
displace-evidence = Records behind it
displace-told = Records that tell of it
displace-counts = Records of activity that it counts, newest first
displace-counts-sectors = Records of activity in its sectors, newest first
displace-where-to = Where did it go?
displace-inferred-how = Inferred flows match what some sectors lost with what others gained; only those that hold when the records are drawn again are shown. Nobody reported them.
displace-map-alt = Map: { $reported } reported moves and { $inferred } inferred flows
displace-map-key = Orange line: reported move. Pink, dashed: inferred.
displace-arc-hint = Click a line for its records.
displace-arc-reported = Reported move:
displace-arc-inferred = Inferred, reported by nobody:
displace-arc-how = About { NUMBER($records, maximumFractionDigits: 0) } of the records that the first sector lost match what the second gained; this held in { $held } % of draws. No record says that anything went this way.
displace-arc-lost = Lost: { $sector } has { $before ->
    [0] no record
    [one] 1 record
   *[other] { $before } records
 } before and { $after ->
    [0] none
    [one] 1
   *[other] { $after }
 } after.
displace-arc-gained = Gained: { $sector } has { $before ->
    [0] no record
    [one] 1 record
   *[other] { $before } records
 } before and { $after ->
    [0] none
    [one] 1
   *[other] { $after }
 } after.
displace-arc-months = Records of { $months }
displace-arc-kind = Line
displace-arc-alt = The lines of the map, each with the records behind it
displace-arc-table = { $count ->
    [one] The line of the map as a table: choose a row for its records
   *[other] The { $count } lines of the map as a table: choose a row for its records
 }
displace-map-told = { $shown ->
    [0] No reported move is on the map
    [one] 1 reported move is on the map
   *[other] { $shown } reported moves are on the map
}; { $left_out ->
    [0] none is left out.
    [one] 1 is not, as an end is not known to the district.
   *[other] { $left_out } are not, as an end is not known to the district.
}
displace-from = From
displace-to = To
displace-inferred-records = Records, inferred
displace-held = Held in % of draws
displace-claims = Claims against records
displace-promises = Promises against records
displace-statements-none = None is listed.
displace-said = { $who }, { $date }
displace-promised = { $who }, { $date }; due { $due }
displace-claim-records = Records of a claim or promise
displace-no-source = No bundled record tells of it.
displace-moves-shown = { $count ->
    [one] The record behind the reported move on the map
   *[other] The records behind the { $count } reported moves on the map
 }
displace-moves-left-out = { $count ->
    [one] The reported move that the map can't show
   *[other] The { $count } reported moves that the map can't show
 }
displace-inferred-records-of = Records of activity in the { $count } sectors that the inferred flows join
