# Alerts, and the page of the data
page-data = Data
bell = Alerts: { $count }
bell-fault = Alerts: a file can't be read
alert-sector-rise = { $name }: its share of activity rises, beyond chance. { $after ->
    [one] One record
   *[other] { $after } records
 } in { $months } months, { $before } in the { $months } before.
alert-sector-rise-over = { $name }: the verdict had turned to rise, and has left it again.
alert-cut-restored = Restored: { $what }, { $name } ({ $day }).
alert-cut-restored-over = A report that a supply was restored is no longer on record.
alert-new-compound = New compound on record: { $name }.
alert-new-compound-over = A compound that was new on record is no longer there.
alert-source-silent = Source silent: { $name }, { $cadence }. Its newest record is of { $day }.
alert-source-silent-over = Source { $name } was silent, and has newer records again.
alert-since = { $date }, { $time }
alerts-title = Open alerts
alerts-none = No open alert. What the first build held is known; what turns up after it is told here.
alerts-acknowledged = Acknowledged
alerts-acknowledged-none = Nobody has acknowledged an alert yet.
alerts-name = Your name
alerts-name-help = It is kept with the time, so that others know who has seen the alert.
alerts-acknowledge = Acknowledge
alerts-name-needed = Write your name first: who has seen an alert is kept. At most { $longest } characters.
alerts-acknowledge-all = Acknowledge all { $count }
alerts-more = The first { $shown } of { $count } are listed; the others follow as these are acknowledged.
alerts-raised = Raised { $since }
alerts-records = { $count ->
    [one] The record behind it
   *[other] The { $count } records behind it
 }
alerts-fault = Alerts can't be told in full: { $fault }
alerts-column-text = Alert
alerts-column-by = By
alerts-column-at = When
alerts-column-raised = Raised

data-tab-sources = Sources
data-tab-rejects = Rejected
data-tab-loads = Loads
data-tab-sides = Side conflicts
data-tab-precision = Precision and gaps
data-tab-limits = What the method can't do
data-open = The data: alerts, sources, what was rejected, and the limits
data-sources-none = No source has records that may be shown here.
data-rejects-none = Nothing is rejected of the files as they last came.
data-rejects-cut = The first { $shown } of { $count } faults. All of them, in a workbook to mend: moei rejects --to FILE.xlsx
data-rejects-level = Faults of files whose records are above the release level are not listed.
data-loads-none = Nothing was loaded yet.
data-loads-cut = The newest { $shown } of { $count } loads.
data-sides-none = Every place and compound stands on the side of the border that its source says.
data-sides-why = The country is what the source says. These points fall across the border line by geometry, because the line is known to 100 m and many points stand for a whole town; they are kept, flagged, and not moved.
data-silent = silent for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
data-silent-never = closed archive, never silent
data-fresh = as often as it should come
data-no-date = no record has a date
data-withheld-found = (not shown)
data-level = TLP:{ $level }
data-whole-file = the whole file
data-precision-place = How exactly places are known
data-precision-date = How exactly dates are known
data-column-source = Source
data-column-newest = Newest record
data-column-state = State
data-column-cadence = Kind
data-column-licence = Licence
data-column-level = Release level
data-column-records = Rows shown
data-column-file = File
data-column-line = Line
data-column-column = Column
data-column-rule = Reason
data-column-found = Found
data-column-accepted = Accepted
data-column-loaded = Loaded
data-column-read = Read
data-column-new = New
data-column-rejected = Rejected
data-column-unchanged = Unchanged
data-column-withdrawn = Withdrawn
data-column-name = Name
data-column-country = Country, by its source
data-column-precision = Known to
data-column-share = Records
licence-bundled = Facts collected from public reports, each row citing its page; published with Moei under Apache-2.0
thing-place = Place
thing-compound = Compound
date-precision-day = Day
date-precision-week = Week
date-precision-month = Month
date-precision-year = Year
date-precision-none = No date
place-precision-site = Site
place-precision-town = Town
place-precision-district = District
place-precision-province = Province
place-precision-country = Country
place-precision-none = No place
limit-enforcement = Records follow enforcement and reporting. A rise may be a closer look, a fall a look elsewhere; a place without records is not a place without activity.
limit-small = Small counts say "cannot tell". That is a verdict, and no sign that nothing happened.
limit-cause = A change after an intervention is not proof that the intervention caused it. Placebo dates and control sectors narrow the doubt; they don't end it.
limit-moved = Where activity went is inferred from losses and gains that match. Nobody was followed, and inferred flows are never mixed with reported ones.
limit-place = A town or a district stands on one point. A pattern that rests on such points is no hot spot.
limit-people = People of a handover and of a repatriation may be the same ones. They are never added.
limit-cut = A cut that nobody reported restored may have been restored.
limit-compound = A compound's status is what was last reported, and as old as that report.
limit-sources = Open sources count what was published. What was never published is in no figure here.

rule-required = A value is missing
rule-vocabulary = The word is not known
rule-integer = Not a whole number
rule-decimal = Not a number
rule-partial_date = Not a date
rule-url = Not a web address
rule-range = Outside what is possible
rule-reference = It refers to something that is not on record
rule-point = The point is not complete
rule-coordinates = The coordinates can't be read
rule-period = The period ends before it starts
rule-duplicate = The id stands twice
rule-future_date = The date is in the future
rule-reject_limit = Too many rows of the file had to be refused
rule-code = The code is not complete
rule-other = The file or row can't be read ({ $rule })

# Sources, by the names of their descriptions; any other goes by its name
source-name-acled = ACLED armed clashes
source-name-gdelt_events = GDELT events in the news
source-name-internet_access = Internet and telephone access near the border
source-name-iom_dtm = IOM displacement tracking
source-name-open_source_compounds = Compounds, public reports
source-name-open_source_displacement = Displacement, public reports
source-name-open_source_incidents = Incidents, public reports
source-name-open_source_infrastructure = Infrastructure, public reports
source-name-open_source_places = Places, public reports
source-name-open_source_rescues = Rescues, public reports
source-name-open_source_travel_risk = Travel, public reports
source-name-places_geojson = Places of a map file
source-name-power_cuts = Power supply across the border
source-name-thai_police_incidents = Thai police incidents
