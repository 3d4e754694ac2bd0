# Briefings: words of their pages
brief-north = N
brief-hint = Drag the map to move it. Click it, and the wheel zooms. Point at a mark, or tap it, to read what it stands for. Numbers in the legend are of the map as it opens.
brief-map-period = Map: { $days } days to { $to }
brief-compared = Compared: { $days } days to { $to } with the { $days } before
brief-months = Chart: { $from } to { $to }
brief-undated-period = Every report to { $to }, whenever it was
brief-cuts = Power, internet, fuel
brief-arcs = Reported movement
brief-acts = What was done
brief-precision = How exactly a place is known
brief-disputed = Disputed stretch
brief-sources = Sources
brief-records = Records
brief-unmapped = No place closer than a province
brief-publishers = Publishers
brief-licence = Licence
brief-licence-open-source = Facts collected from public reports, each row citing its page; published with Moei under Apache-2.0
brief-no-sources = No record is of this page's period.
brief-method = Method
brief-method-counts = Distinct events of activity, counted once however many reports tell of them, two equally long periods compared by an exact test of two Poisson rates. A cell is an index and not an extent; no cell is finer than what is known.
brief-method-movement = Distinct events of each step by itself, as one person may take them all; two equally long periods compared by an exact test of two Poisson rates with the false discovery rate over the steps.
brief-method-infrastructure = A cut is open where it is reported and not reported restored; two equally long periods compared by an exact test of two Poisson rates. A mark is a report and not a measurement.
brief-method-slide = Distinct events by stretch of 25 km and month along the border; whether the share opposite Kanchanaburi changed, by an exact test of two rates.
brief-page = Page { $page } of { $pages }
brief-code = Code { $code }
brief-build = Build { $build }
brief-made = Build of { $date }, { $time } Thai time
brief-alt-map = Map: { $title }. { $sentence }
brief-alt-chart = Chart: { $title }. { $sentence }

# The standard situation brief
brief-standard-title = Situation brief: scam compounds on Thailand's borders
brief-standard-what = What public records tell of scam compounds, of what was done against them, and of where activity goes next; and, on each page, what can't be told.
brief-column-picture = Picture
brief-finding = What was found
brief-pictures-say = What each picture says
brief-contents = Pages
brief-method-standard = Distinct events, counted once however many reports tell of them; running totals enter no count. People of different steps are never added, and activity and response stand apart. The method of each number stands on its page.
brief-everywhere = All places
brief-changes = What changed in { $days } days
brief-changes-apart = Activity and response are told apart and never added. The same people may be freed and later sent home: those numbers are never added either.
brief-changes-sectors = Events of activity by sector
brief-changes-newest = The newest events of these { $days } days
brief-changes-no-sector = No sector has a reported event of activity in these { $days } days or the { $days } before.
brief-changes-none = No event is reported in these { $days } days.
brief-changes-shown = { $events ->
    [0] No event to list; running totals are left out.
   *[other] Listed: { $shown } of { $events } events, each by one of its records. Running totals are left out, and so are records known only to a month or year that reaches beyond the period.
 }
brief-before-days = { $days } days before
brief-last-days = Last { $days } days
brief-straddling = Dated to neither
brief-column-counted = What is counted
brief-counted-activity = Events of activity
brief-counted-response = Events of response
brief-counted-freed = People freed
brief-counted-sent-home = People sent home
brief-counted-cuts = Supplies reported cut or reduced
brief-counted-restored = Supplies reported restored
brief-shares-no-change = Of { $sectors } sectors with activity, none has a change of share that is more than chance would bring.
brief-method-shares = Each sector is compared with all others by an exact test with the false discovery rate over the sectors; intervals of 95 % from the variance of the twelve months before.
brief-nationalities = People by nationality and step
brief-nationalities-told = { $count ->
    [one] Records tell of 1 nationality
   *[other] Records tell of { $count } nationalities
 }; most people reported sent home: { $country }, { $people }.
brief-nationalities-none-home = { $count ->
    [one] Records tell of 1 nationality
   *[other] Records tell of { $count } nationalities
 }; nobody of a told nationality is reported sent home.
brief-nationalities-how = “–” is: no record counts people of this nationality at this step. Records of people found are incidents, which tell no nationality.
brief-method-people = People as the records count them, each event once; running totals are left out. A column is a step by itself: rows of it add up, columns never do.
brief-in-force = Infrastructure: what is cut and not reported restored
brief-in-force-rest = Not listed: reported restored { $restored }, never reported cut { $unknown }.
brief-method-in-force = A cut is in force within { $days } days after a report of it; later it is reported and not reported restored, with the age of its last report. A report is not a measurement.
brief-statements = Claims and promises against records
brief-statements-told = Of { $count } claims that were reported, the records support { $supported } and contradict { $contradicted }; of { $unknown } they can't tell.
brief-column-statement = What was said
brief-column-said = By whom, when
brief-column-weighed = What the records say
brief-method-statements = Each claim names sectors and months; the computation is that of Displacement. “Cannot tell” is a verdict. The words “by whom, when” lead to the page where it was read.
brief-limits = Sources and limits
brief-limits-told = { $records } records and compounds from { $files } files; { $unmapped } are known to no place closer than a province and stand on no map.
brief-freshness = How new the sources are
brief-limit-live = Nothing here is live: the records end on the day that stands at the top of each page.
brief-limit-languages = Records are of public reports in the languages that were read. What nobody reported is not here.
brief-limit-victims = No record names a victim.
brief-limit-verify = The code at the foot of each page is of all that this briefing says: the same build, options and program give the same code.
brief-column-read = Read at (publisher, file and line)

# The brief of one country
brief-country-title = { $country }: what is new, and how many
brief-country-still = { $country }: where still, screened where, and by which routes
brief-country-told = { $country }: who told it, and where records differ
brief-country-records = { $country }: all records
brief-since = New: since { $since }
brief-nothing-new = No record is new.
brief-still-told = { $groups ->
    [one] 1 group is not reported sent home.
   *[other] { $groups } groups are not reported sent home.
 }
brief-claimed-none = No running total is told.
brief-told = { $records ->
    [one] 1 record
   *[other] { $records } records
 } from { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
 }; records of one event differ in { $differ ->
    [0] no case
    [one] 1 case
   *[other] { $differ } cases
 }.
brief-method-country = Records of rescue and movement that tell this nationality; events counted once, running totals never. Incidents tell no nationality and are not here.

# What changed since an earlier briefing
since-title = What changed since the briefing { $code }
since-earlier = Earlier: code { $code }, build { $build }, records to { $date }
since-now = This one: records to { $date }
since-told = Since the briefing { $code }, of records to { $date }: added { $added }, corrected { $corrected }, withdrawn { $withdrawn }.
since-nothing = Nothing changed since the briefing { $code }, of records to { $date }: no record was added, corrected or withdrawn.
since-added = Added: { $count ->
    [one] 1 record
   *[other] { $count } records
 }
since-corrected = Corrected, as they are now: { $count ->
    [one] 1 record
   *[other] { $count } records
 }
since-withdrawn = Withdrawn, as they were: { $count ->
    [one] 1 record
   *[other] { $count } records
 }
since-cut = The newest { $count } of { $all } are listed; the data formats hold them all.
since-left = { $count ->
    [one] 1 record of the earlier briefing is as it was and is no longer of this one, whose periods end later or whose places changed. It is not withdrawn.
   *[other] { $count } records of the earlier briefing are as they were and are no longer of this one, whose periods end later or whose places changed. They are not withdrawn.
 }
since-unnamed = { $id } (its earlier build is no longer at hand)
since-compound = Compound: { $status }
since-method = Records are compared by their ids and by all that they say. Added: this briefing rests on it and the earlier one didn't, however long ago the event was. Withdrawn: no longer in the build. What may not, or no longer, be told at this marking is neither named nor counted. The sources are those of all records compared.

# A view of the desk
view-explore = Explore: what was reported where
view-shaded = Province: shaded
view-nothing = No record matches this view.
view-people = Cells count people where a number is told.
view-cut = (more was chosen)
view-not-inferred = Inferred flows are left to the screen: this map shows what was reported.
view-method-explore = Distinct events in H3 cells, however many reports tell of them; no cell is finer than what is known. All known compounds, as last reported, whatever the filters.
view-method-movement = Distinct events on each way, of one kind of movement at a time; running totals are left out. A way is drawn where both its ends are known to the district or better.
view-supplies-alt = Map of { $count } supplies by their state
view-supplies-shown = { $shown } on the map; { $hidden } known only to a province, a country or no place, and not on it.
view-not-chosen = The timeline, and what concerns a chosen point, are left to the screen.
view-method-infrastructure = Reports dated to the day or before count; one known only to a month counts from its first day.
view-column-step = Step
view-unplaced = Known to the country only or to no place
view-rows-cut = The first { $shown } rows are listed; { $more } more are on the screen.
view-rescue-rest = Ages of groups, running totals and how far each group has got are left to the screen.
view-method-displacement = Distinct events of activity in stretches of 25 km of the border, by month. Where activity went, and claims and promises beside the records, are left to the screen.
view-method-verdict = Records of activity in sectors where something was done, beside them, and compared with, in as many months before and after. The guards are looked at in this order; the first that stops gives the verdict.
