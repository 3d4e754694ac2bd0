# The page of movement: who moved from where to where, one kind at a time
page-movement = Movement
move-flow = Kind of movement
move-flow-routes = Routes in
move-flow-freed = Freed or escaped
move-flow-handover = Handovers
move-flow-home = Sent home
move-flow-moves = Operations that moved
move-about-routes = How people are reported to reach the compounds: transit routes and recruitment.
move-about-freed = People who were freed or who escaped, where a record tells from where to where.
move-about-handover = People handed over across a border.
move-about-home = Repatriations and deportations. A country is known where no place in it is.
move-about-moves = Reports that operations, or their people, moved from one place to another.
move-warning = Kinds of movement are never added: the same people may be freed, handed over and sent home in turn.
move-running = { $count ->
    [one] 1 running total is left out: it repeats what other records count.
   *[other] { $count } running totals are left out: they repeat what other records count.
}
move-several = An event that took several ways counts once on each, so the ways sum to { $count } more than the events.
move-other-measure = People are counted as this kind of movement tells them, not as the filter names them.
move-no-measure = Events are shown: the numbers of people in these reports overlap and are never summed.
move-told = { $events ->
    [one] 1 event
   *[other] { $events } events
} in { $records ->
    [one] 1 record
   *[other] { $records } records
}, the newest of { $date }.
move-told-people = { $people ->
    [one] 1 person is told
   *[other] { $people } people are told
}; { $untold ->
    [0] every record tells a number.
    [one] 1 record tells no number of people.
   *[other] { $untold } records tell no number of people.
}
move-told-overlap = Numbers of people in these reports overlap and aren't summed; each stands with its record.
move-events = { $count ->
    [one] 1 event
   *[other] { $count } events
}
move-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
move-no-number = { $count ->
    [one] 1 record without a number
   *[other] { $count } records without a number
}
move-none = No record tells of this kind of movement.
move-no-people = No record counts people here.
move-untold = Place not told
move-country-only = { $country }, place not told
move-province = { $name } (province)
move-others = { $count ->
    [one] 1 other
   *[other] { $count } others
}
move-beyond = { $count ->
    [one] 1 arc leads beyond the region; zoom out for its end.
   *[other] { $count } arcs lead beyond the region; zoom out for their ends.
}
move-map-alt = Map of { $count } arcs: { $kind }
move-key-people = Blue: people, as reported; the dot is where they came to, the width how many.
move-key-moves = Orange: operations, as reported; the dot is where they came to, the width how many reports.
move-key-inferred = Pink, dashed: inferred, reported by nobody.
move-on-map = On the map: { $shown ->
    [one] 1 record
   *[other] { $shown } records
}; not on it: { $hidden }.
move-hidden-number = { $count ->
    [one] 1 tells no number of people
   *[other] { $count } tell no number of people
}
move-hidden-untold = { $count ->
    [one] 1 doesn't tell from where or to where
   *[other] { $count } don't tell from where or to where
}
move-hidden-country = { $count ->
    [one] 1 tells a country only
   *[other] { $count } tell a country only
}
move-hidden-province = { $count ->
    [one] 1 tells a province only
   *[other] { $count } tell a province only
}
move-hidden-same = { $count ->
    [one] 1 starts and ends on one point
   *[other] { $count } start and end on one point
}
move-sankey = From where, over what, to where
move-sankey-events = All ways, on the map or not; widths are events.
move-sankey-people = All ways of which people are told, on the map or not; widths are people.
move-sankey-hint = Click a band or a bar for its records.
move-sankey-alt = Sankey of { $count } ways: { $kind }
move-ways-table = As a table: { $count ->
    [one] 1 way
   *[other] { $count } ways
}
move-ways-alt = Ways from where over what to where
move-crossings = Crossings and places on the way, ranked
move-crossings-none = No record of this kind and view names a crossing or a place on the way.
move-compared = Compared with what came before: events of { $first } against { $second }, weighed by days; all places with enough events are tested together (Benjamini and Hochberg), so that of those said to have changed no more than 1 in 20 is expected to be chance. A p below 0.05 may therefore still be called chance. Records follow enforcement and reporting.
move-no-comparison = cannot tell, no period to compare
move-place-town = Town
move-place-district = District
move-place-province = Province
move-place-crossing = Border crossing
move-place-checkpoint = Checkpoint
move-place-airport = Airport
move-place-shelter = Shelter
move-place-compound = Compound
move-nationalities = By nationality
move-nationalities-none = No record of this kind and view tells a nationality.
move-open-country = Open
move-inferred = Inferred: where activity may have gone
move-inferred-none = { $count ->
    [0] No intervention is listed, so nothing is inferred.
    [one] No inferred flow: for the 1 listed intervention none holds when the records are drawn again.
   *[other] No inferred flow: for none of the { $count } listed interventions does one hold when the records are drawn again.
}
move-inferred-why = What was found for each intervention: { $count }
move-unit-events = Events
move-unit-people = People
move-column-origin = From
move-column-over = Over
move-column-destination = To
move-column-name = Name
move-column-kind = What it is
move-column-events = Events
move-column-people = People told
move-column-untold = Records without a number
move-column-newest = Newest
move-column-verdict = Against before
move-column-page = Country's page
move-column-intervention = Intervention
move-column-inferred = Records, inferred
move-column-held = Held in % of draws
