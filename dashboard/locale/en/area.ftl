# Drawing on the map
draw-tools = Draw an area of interest
draw-keys = Map. While you draw: arrow keys move the cross, Enter sets a point, Backspace takes the last one back, Escape cancels.
draw-polygon = Draw a polygon
draw-box = Draw a rectangle
draw-circle = Draw a circle
draw-cells = Choose cells
draw-finish = Finish the area
draw-cancel = Cancel drawing
draw-hint-polygon = Click corners; a double click or the first corner closes. Escape cancels.
draw-hint-box = Click a corner, then the opposite one. Escape cancels.
draw-hint-circle = Click the middle, then the edge. Escape cancels.
draw-hint-cells = Click cells to choose them, then finish. Escape cancels.

# Area of interest: choosing it
area-choose = Area of interest
area-draw = Draw it on the map with the tools at its upper right, or take one of these:
area-radius = Radius in km round { $name }
area-radius-take = Take this circle
area-radius-none = Find a place first to take a circle round it.
area-upload = Polygon from a file
area-upload-help = GeoJSON or KML in WGS 84 longitude and latitude, up to 64 MB. The file stays on this server's memory and is not kept; its polygon goes into the address.
area-remove = Remove the area
area-circle = Circle of { $km } km, { $km2 } km²
area-box = Rectangle, { $km2 } km²
area-polygon = Polygon, { $km2 } km²
area-cells = { $count ->
    [one] One cell, { $km2 } km²
   *[other] { $count } cells, { $km2 } km²
 }
area-file-whole = The area is the file's polygon as it is, to the metre ({ $corners } corners).
area-file-simplified = So that a link can hold it, the file's { $corners } corners became { $kept }; no corner of the file lies farther than { $error } m from the area's edge.
area-file-clipped = What lay outside the region was left out.
area-fault-unreadable = This is not an area. An address holds one as c1:longitude,latitude,km, for example area=c1:98.5,16.7,20.
area-fault-version = A newer Moei made this area (version { $version }). This one can't read it.
area-fault-outside = The area lies outside the region. It must lie within longitudes 60 to 150 and latitudes −15 to 55 degrees.
area-fault-degrees = The coordinates are no degrees: found { $found }. Needed is WGS 84, longitude before latitude; export the file in EPSG:4326.
area-fault-antimeridian = The area reaches across the antimeridian (180°), or half round the globe. Draw it west or east of it.
area-fault-empty = The area has no size. It needs three corners that are not in one line.
area-fault-crossing = The edge of the area crosses itself near longitude { $longitude }, latitude { $latitude }. Draw it so that no edge crosses another.
area-fault-radius = A radius must be 0.05 to 1,000 km: found { $km }.
area-fault-cells = Choose 1 to 150 cells of one size.
area-fault-long = The area has too many corners for a link. Draw it with fewer, or upload it as a file, which is then simplified.
area-fault-no-polygon = The file holds no polygon, only points or lines, or nothing at all.
area-fault-damaged = The file is neither whole GeoJSON nor whole KML.
area-fault-size = The file is larger than { $megabytes } MB.
area-fault-crs = The file's coordinates are in { $found }. Export it in WGS 84 longitude and latitude (EPSG:4326).

# Area of interest: its report
area-report = Area of interest
area-periods = { $first } to { $last }, compared with { $before_first } to { $before_last }
area-than = Compare with
area-than-before = The period before
area-than-year = The same days a year earlier
area-than-dates = Other dates
area-than-from = Earlier period from
area-than-to = Earlier period to
area-than-reversed = The earlier period ends before it starts. Make its first day the earlier one.
area-than-overlap = The two periods overlap, so what happened in both is counted in both: no verdict is given.
area-no-dates = No record has a date, so there is nothing to compare.
area-sentence-activity = Activity: { $after ->
    [one] one event
   *[other] { $after } events
 }, { $before } before; { $verdict }.
area-sentence-response = Response: { $after ->
    [one] one event
   *[other] { $after } events
 }, { $before } before; { $verdict }.
area-verdict-few = cannot tell: { $count ->
    [0] no event in either period
    [one] one event in both periods is too few
   *[other] { $count } events in both periods are too few
 }
area-verdict-overlap = cannot tell: the periods overlap
area-verdict-rise = more than chance ({ $p })
area-verdict-fall = less, beyond chance ({ $p })
area-verdict-no-change = no change: neither halved nor doubled
area-verdict-chance = cannot tell: within chance ({ $p })
area-days = A day counts the same in both: { $days } days against { $before_days }.
area-share = Of all activity that matches the filters, the area had { $after } of { $all_after }, before { $before } of { $all_before }; its share: { $verdict }.
area-rough = { $count ->
    [one] One more event of these periods is known too roughly to say whether it lies inside
   *[other] { $count } more events of these periods are known too roughly to say whether they lie inside
 } ({ $after } now, { $before } before): they are in no number above.
area-rough-changes = Were they all inside, the verdict on activity would be: { $verdict }.
area-rough-holds = Were they all inside, the verdict on activity would be the same.
area-straddling = { $count ->
    [one] One event inside is left out, as its date can't be told to lie in one of the periods.
   *[other] { $count } events inside are left out, as their dates can't be told to lie in one of the periods.
 }
area-enforcement = Records follow enforcement and reporting: more records can mean more activity or more attention.
area-table = Events by layer and kind; choose a row for its records
area-column-what = What
area-column-before = Before
area-column-after = Now
area-column-verdict = Verdict
area-column-rough = Perhaps inside (before, now)
area-people = People by kind
area-people-note = People of different kinds overlap and are never added.
area-people-row = { $kind }: { $after } now, { $before } before
area-people-none = No record inside counts people in these periods.
area-surroundings = What stands there
area-compounds-inside = { $count ->
    [0] No compound is known for sure to stand inside.
    [one] One compound stands inside: { $names }.
   *[other] { $count } compounds stand inside: { $names }.
 }
area-compounds-rough = { $count ->
    [one] One more may, as its place is known too roughly: { $names }.
   *[other] { $count } more may, as their places are known too roughly: { $names }.
 }
area-compounds-near = Nearest outside: { $names }.
area-crossings = Nearest crossings: { $names }.
area-crossings-none = No crossing has a known place.
area-named-km = { $name } ({ $km } km)
area-named-inside = { $name } (inside)
area-more = and { $count } more
area-border-through = The border runs through the area.
area-border-away = The border is { $km } km away.
area-border-far = The border is more than 100 km away.
area-border-facing = It faces border km { $first }–{ $last } of the border with { $country }.
area-sectors = Sectors: { $names }.
area-records = { $count ->
    [0] No record in the area in these periods
    [one] One record in the area in these periods
   *[other] { $count } records in the area in these periods
 }
area-records-of = { $count ->
    [0] No record of this row
    [one] One record of this row
   *[other] { $count } records of this row
 }
area-places-inside = Inside
area-places-rough = Perhaps inside
area-places = Records
area-people-records = Only records that count people
area-compound-records = { $count ->
    [one] The record of the compound
   *[other] The records of the { $count } compounds
 }
