# Frame
app-sentence = Moei shows where scam compounds stand along Thailand's borders, what was done about them, and where the activity goes next.
language-en = English
language-th = ไทย
page-home = Home
page-explore = Explore
as-of = Records to { $date }
as-of-none = No record has a date
release-level = TLP:{ $level }{ $withheld ->
    [0] {""}
    [one] , { $withheld } record above it is not shown
   *[other] , { $withheld } records above it are not shown
 }
synthetic-band = SYNTHETIC RECORDS: this build holds records made up for testing
no-build = There is no build to show yet. On the computer that serves this page, run:
other-version = The data was made by another version of Moei. On the computer that serves this page, run:
new-data = New data has been loaded.
new-data-show = Show it
boundaries = Boundaries, names and marks on the map imply no opinion on the status of any territory.
attribution = Map: © OpenStreetMap contributors (ODbL), Natural Earth

# Home
home-open-explore = Explore: what was reported where and when, on the map
home-open-movement = Movement: who moved from where over what to where
home-open-displacement = Displacement: did activity move, and is it more than chance
home-open-infrastructure = Infrastructure: what is cut, since when, and what came back
home-open-rescue = Rescue: people found, freed, screened, sent home
home-open-country = Country: what an embassy would ask, what is new first
home-open-pillars = Pillars: the newest actions, and where nothing is reported
home-build = Build { $build }, made { $date } at { $time }, Thai time
home-unknown = What it doesn't know
home-unknown-place = { $count ->
    [0] Every record has a place.
    [one] { $count } record has no place at all.
   *[other] { $count } records have no place at all.
 }
home-unknown-date = { $count ->
    [0] Every record has a date.
    [one] { $count } record has no date.
   *[other] { $count } records have no date.
 }
home-unknown-coarse = { $count ->
    [0] No record is placed only by province or country.
    [one] { $count } record is known only to the province or country, so no cell shows it.
   *[other] { $count } records are known only to the province or country, so no cell shows them.
 }
home-unknown-running = { $count ->
    [0] There are no running totals.
    [one] { $count } row is a running total that overlaps others: it is listed, and enters no count.
   *[other] { $count } rows are running totals that overlap others: they are listed, and enter no count.
 }
home-unknown-compounds = { $site ->
    [one] { $site } of { $total } compounds is known to the site; the others stand on the centre of their town or district.
   *[other] { $site } of { $total } compounds are known to the site; the others stand on the centre of their town or district.
 }
home-enforcement = Records follow enforcement and reporting: a place without records is not a place without activity.
home-sources = Sources
home-rejected = { $count ->
    [0] Nothing was rejected at the last load of each source.
    [one] { $count } row was rejected at the last load of its source. To see why: moei rejects
   *[other] { $count } rows were rejected at the last load of their sources. To see why: moei rejects
 }
table-place = Places
table-compound = Compounds
table-incident = Incidents
table-rescue = Rescue rows
table-infrastructure = Supply changes
table-movement = Travel reports
table-displacement_report = Displacement reports
source-title = Source
source-newest = Newest record
source-rows = Rows
source-rejected = Rejected
source-cadence = Kind
cadence-none = Closed archive
cadence-daily = Daily
cadence-weekly = Weekly
cadence-monthly = Monthly
undated = no date
week-of = week of { $day }

# Explore: filters
filter-from = From
filter-to = To
filter-layer = Layer
filter-kind = Kind
filter-evidence = Count
filter-cell = Cell size
filter-all = All
evidence-all = All events
evidence-activity = Activity
evidence-response = Response
evidence-help = Activity is evidence that operations are present: raids, arrests, seizures, scam reports, trafficking cases, rescues and escapes. Everything else is response.
cell-4 = 45 km
cell-5 = 17 km
cell-6 = 6 km
cell-7 = 2.4 km
cell-9 = 350 m
cell-help = Width of a cell. Smaller cells show only what is known that exactly: 2.4 km needs a town or a site, 350 m a site.
period-reversed = The period ends before it starts, so no record can match. Make "From" the earlier day.

# Explore: map
map-alt = Map of scam compounds by last reported status and of located events in H3 cells
map-kilometres = km
map-metres = m
map-closer = Closer
map-farther = Farther
map-whole = All borders
map-disputed = Disputed
map-failed = The map can't be drawn here: this browser has no WebGL 2, or a file of the map didn't arrive. The lists beside it are complete.
map-setting = The basemap is Moei's own, as the setting for another can't be used. { $error }
legend-cells = Events in a cell
legend-compounds = Compounds, by status as last reported
legend-border = Border
border-line = Border line
border-dashed = Disputed: point at it for why
border-tick = Border kilometre
legend-precision = How exactly a compound is known
precision-site = Site: a dot
precision-town = Town: a ring of 5 km
precision-district = District: a hatched disk of 20 km
compounds-number = The number in a ring is how many compounds stand on that one point.
status-active = Active
status-raided = Raided
status-demolished = Reported demolished
status-dispersed = Dispersed
status-planned = Planned
status-unknown = Unknown
tip-cell = { $events ->
    [one] { $events } event
   *[other] { $events } events
 }: { $activity } activity, { $response } response
tip-cell-points = { $points ->
    [one] All on one representative point
   *[other] All on { $points } representative points
 }
tip-cell-some-points = { $points ->
    [one] Some on a representative point
   *[other] Some on { $points } representative points
 }
tip-compound-one = { $name }: { $status }
tip-compounds = { $count } compounds on one point ({ $precision })
tip-click = Click for the records
tip-compounds-more = and { $count } more
tip-cut-reports = { $count ->
    [one] 1 report of it
   *[other] { $count } reports of it
}
tip-precision-site = site
tip-precision-town = centre of a town
tip-precision-district = centre of a district
tip-precision-province = centre of a province
tip-precision-country = centre of a country

# Explore: what the map can't show
on-map = { $records ->
    [one] { $records } record matches
   *[other] { $records } records match
 }: { $shown } on the map, { $hidden } not.
on-map-events = { $events ->
    [one] The records on the map tell of { $events } distinct event.
   *[other] The records on the map tell of { $events } distinct events.
 }
hidden-title = Not on the map
hidden-running_total = running totals, which overlap other rows
hidden-no_place = no place reported
hidden-country = known only to the country
hidden-province = known only to the province (shaded)
hidden-district = known only to the district, too coarse for this cell size
hidden-town = known only to the town, too coarse for this cell size
hidden-no_date = no date reported
left-out = { $count ->
    [one] The period leaves out { $count } record whose date can't be told to lie in it
   *[other] The period leaves out { $count } records whose date can't be told to lie in it
 }: { $undated } without a date, { $straddling } known only to a span that crosses its edge.
nothing-matches = No record matches.
loosen-several = No single filter is the cause: clear more than one.

# Explore: list
list-all = Records, newest first
list-cell = Records in the cell
list-compounds = { $count ->
    [one] { $count } compound on this point
   *[other] { $count } compounds on this point
 }
list-compound-records = { $count ->
    [one] Records that name it
   *[other] Records that name any of them
 }
list-hint = Click a cell or a compound on the map to see its records.
list-back = All records
list-none = No record that matches the filters.
column-date = Date
column-kind = What
column-place = Where
column-summary = What the source says
column-publisher = Publisher
column-link = Source
as-table = As a table
days-ago = { $days ->
    [0] same day
    [one] 1 day ago
   *[other] { $days } days ago
 }
column-file = File and line
column-name = Compound
column-status = Status
column-controlled = Controlled by
link-open = open
running-total = running total
count-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
 }
count-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
 }

# Explore: search
find-label = Find a place or compound
find-placeholder = Find a place or compound: Mae Sot, แม่สอด, KK Park …
find-found = { $count ->
    [one] { $count } name is like “{ $text }”
   *[other] { $count } names are like “{ $text }”
 }
find-none = No place or compound is called “{ $text }”.
find-also = Also like “{ $text }”
find-nearest = The nearest names:
find-what = { $kind }, { $country }
find-records = { $count ->
    [0] no records
    [one] { $count } record
   *[other] { $count } records
 }
find-known-site = known to the site
find-known-town = known to the town (5 km)
find-known-district = known to the district (20 km)
find-known-province = known to the province
find-known-country = known to the country
find-known-nowhere = place not known
find-position = Position
find-mgrs = MGRS
find-border = Border
find-border-at = { $border }, km { $km }, { $offset } km from it, on the { $side } side
find-representative = (measured from its representative point)
find-all = { $count ->
    [0] No record names it.
    [one] { $count } record names it.
   *[other] { $count } records name it.
 }
find-matching = Records that name it and match the filters
find-forget = Close
place-kind-town = Town
place-kind-district = District
place-kind-province = Province
place-kind-crossing = Border crossing
place-kind-checkpoint = Checkpoint
place-kind-airport = Airport
place-kind-shelter = Shelter
place-kind-compound = Compound

# Vocabulary
layer-incident = Incidents
layer-rescue = Rescues
layer-infrastructure = Infrastructure
layer-movement = Movement
layer-displacement = Displacement
kind-raid = Raid
kind-arrest = Arrest
kind-seizure = Seizure
kind-clash = Clash
kind-demolition = Demolition
kind-trafficking_case = Trafficking case
kind-asset_freeze = Asset freeze
kind-scam_report = Scam report
kind-policy = Policy
kind-rescue = Rescue
kind-escape = Escape
kind-handover = Handover
kind-repatriation = Repatriation
kind-screening = Screening
kind-deportation = Deportation
kind-power = Power
kind-internet = Internet
kind-telecom = Telecom
kind-fuel = Fuel
kind-satellite = Satellite
kind-transport = Transport
kind-border = Border
kind-transit_route = Transit route
kind-recruitment = Recruitment
kind-border_screening = Border screening
kind-advisory = Advisory
kind-relocation = Reported move
persons-arrested = { $count } arrested
persons-found = { $count } found
persons-freed = { $count } freed
persons-handed_over = { $count } handed over
persons-sent_home = { $count } sent home
persons-screened = { $count } screened
persons-moved = { $count } moved
home-records = See the records
