# The wall: key figures
wall-number = { $count }
wall-figure-compounds = Compounds last reported active, of { $total }
wall-figure-events = Reported events, { $days } days
wall-figure-freed = People freed, { $days } days
wall-figure-sent-home = People sent home, { $days } days
wall-figure-cuts = Cuts reported, not reported restored
wall-figure-newest = Newest record
wall-figure-commitments = Commitments
wall-change = { $before } in the { $days } days before
wall-compounds-change = { $after } so reported in { $days } days, { $before } in the { $days } before
wall-cuts-change = { $after } reported in { $days } days, { $before } in the { $days } before
wall-newest-change = { $after ->
    [one] { $after } event of any kind
   *[other] { $after } events of any kind
 } in { $days } days, { $before } in the { $days } before
wall-compounds-undated = Of the active, { $count ->
    [one] { $count } report has
   *[other] { $count } reports have
 } no date.
wall-compounds-are = Reports name some clusters as one.
wall-events-are = Raids, arrests, seizures, scam reports, trafficking cases, rescues and escapes.
wall-commitment-unread = The records end before it was due.
wall-statuses = { $statuses }.
wall-status-count = { $status } { $count }
wall-straddling = { $count } more can't be dated to either period.
wall-overlap = One person may be freed, handed over and sent home: these are never added.
wall-cut-age = Last report { $date }, { $days ->
    [0] the day the records end.
    [one] { $days } day before the records end.
   *[other] { $days } days before the records end.
 }
wall-cut-replaced = For { $count } another supply is reported.
wall-cut-restored = Reported restored in { $days } days: { $after }, in the { $days } before: { $before }.
wall-cut-wide = { $count ->
    [one] { $count } is told only of a province or country and may be
   *[other] { $count } are told only of a province or country and may be
 } the same as others.
wall-cut-unplaced = { $count ->
    [one] { $count } more report names
   *[other] { $count } more reports name
 } no place.
wall-age = { $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
 }
wall-silent = silent for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
wall-source-undated = loaded { $date }
wall-source-file = { $table } ({ $file })
wall-days-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
 }
wall-days-past = { $days ->
    [0] due today
    [one] { $days } day past
   *[other] { $days } days past
 }
wall-commitments-none = none listed

# The wall: what changed
wall-sentence = { $place }: { $after ->
    [0] no reported event
    [one] { $after } reported event
   *[other] { $after } reported events
 } in { $days } days to { $date }, { $before ->
    [0] none
   *[other] { $before }
 } in the { $days } before; { $verdict }.
wall-sentence-empty = { $place }: no reported event in { $days } days to { $date }, and none in the { $days } before.
wall-sentence-undated = { $place }: no record has a date.
wall-verdict-rise = more than chance ({ $p })
wall-verdict-fall = fewer than chance ({ $p })
wall-verdict-no-change = neither halved nor doubled
wall-verdict-chance = { $way ->
    [more] more, within chance
    [fewer] fewer, within chance
   *[same] as many
 } ({ $p })
wall-verdict-few = cannot tell: { $total ->
    [0] no report
    [one] { $total } report
   *[other] { $total } reports
 }
wall-p = p { $p }
wall-p-below = p below { $p }
wall-sentence-movement = { $days } days to { $date } (the { $days } before): { $moves } ({ $moves_before }), { $travel } ({ $travel_before }), { $handovers } ({ $handovers_before }), { $sent_home } ({ $sent_home_before }); { $verdict }.
wall-sentence-movement-empty = Nothing on the way is reported in { $days } days to { $date }, nor in the { $days } before.
wall-step-moves = { $count ->
    [one] { $count } move of operations
   *[other] { $count } moves of operations
 }
wall-step-travel = { $count ->
    [one] { $count } travel report
   *[other] { $count } travel reports
 }
wall-step-handovers = { $count ->
    [one] { $count } handover
   *[other] { $count } handovers
 }
wall-step-sent_home = { $count ->
    [one] { $count } return home
   *[other] { $count } returns home
 }
wall-stepped-moves = moves of operations
wall-stepped-travel = travel reports
wall-stepped-handovers = handovers
wall-stepped-sent_home = returns home
wall-movement-rise = { $step } rose more than chance ({ $p })
wall-movement-fall = { $step } fell more than chance ({ $p })
wall-movement-chance = no step changed more than chance
wall-movement-few = cannot tell: too few reports
wall-sentence-cuts = To { $date }, { $open ->
    [one] { $open } cut is
   *[other] { $open } cuts are
 } reported and not reported restored; the last report is { $age ->
    [0] of that day
    [one] { $age } day old
   *[other] { $age } days old
 }. { $lately }
wall-cuts-lately = Cut in { $days } days: { $after }, in the { $days } before: { $before }; { $verdict }.
wall-cuts-none-lately = No cut is reported in { $days } days, nor in the { $days } before.
wall-sentence-cuts-undated = To { $date }, { $open ->
    [one] { $open } cut is
   *[other] { $open } cuts are
 } reported and not reported restored; no report has a date.
wall-sentence-cuts-none = To { $date }, every reported cut is reported restored.
wall-sentence-cuts-empty = To { $date }, no cut is reported.
wall-sentence-slide = { $verdict }: { $after } of { $all } reported events opposite it in { $months } months to { $date }, { $before } of { $all_before } in the { $months } before; { $rough } % of all on representative points.
wall-sentence-slide-empty = No reported event along the Myanmar border in { $months } months to { $date }, nor in the { $months } before: no slide to see.
wall-slide-rise = A slide toward Kanchanaburi ({ $p })
wall-slide-fall = No slide toward Kanchanaburi, but one away from it ({ $p })
wall-slide-no-change = No slide toward Kanchanaburi
wall-slide-chance = No slide toward Kanchanaburi beyond chance ({ $p })
wall-slide-few = Slide toward Kanchanaburi: cannot tell

# The wall: words beside the picture
wall-title = What changed
wall-figures = Key figures
wall-shifts = Shift watch
wall-shifts-months = share of activity, { $months } months, { $months } before
wall-before = before
wall-now = now
wall-interval = 95 % interval
wall-ticker = Newest records
wall-sources = Sources
wall-alerts = Alerts
wall-since = since
wall-alerts-more = { $count ->
    [one] { $count } more open alert is
   *[other] { $count } more open alerts are
 } on the page of the data.
wall-scene = Scene
wall-held = Held
wall-lost = No contact with the server since { $time }
wall-updated = New data
wall-no-data = No record in this period
wall-unknown-scene = There is no scene called { $scene }
wall-scenes-file = { $which ->
    [bundled] The scenes are the bundled ones.
   *[kept] The scenes are the last good ones.
 } { $error }
wall-compounds = Compounds, by last reported status
wall-cells = Reported events in a cell, { $days } days
wall-cuts-open = Cut, not reported restored
wall-cuts-restored = Reported restored
wall-cuts-replaced = another supply is reported
wall-arcs-moves = Moves of operations, reported
wall-arcs-people = People on the way, reported
wall-arcs-ways = Each arc bends to the right of its way and ends in a dot
wall-move = { $origin } to { $destination }
wall-intervention = Intervention
wall-moves = Reported move
wall-too-few = hollow: fewer than { $least } in that row
wall-border-km = Border km
wall-chronogram-classes = Reported events a month, by 25 km
wall-km = km { $from }–{ $to }
wall-undated = no date
wall-somewhere = place not reported
wall-time = Thai time
wall-on-map-cells = { $count ->
    [one] { $count } record
   *[other] { $count } records
 } of activity in { $days } days along all borders and beyond; no cell can show { $hidden } of them.
wall-on-map-arcs = { $days } days: { $shown ->
    [one] { $shown } event
   *[other] { $shown } events
 } on the map, { $hidden } without two known places.
wall-on-map-cuts = { $shown ->
    [one] { $shown } cut
   *[other] { $shown } cuts
 } on the map, { $hidden } known only to a province or country.
wall-own-file = { $error }
