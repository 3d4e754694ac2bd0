# The page of one partner country: what its embassy would ask
page-country = Country
country-choose = Country
country-choose-placeholder = Choose a country
country-hint = Choose the country whose people you are asked about. Nothing is said here of people whose nationality no record tells.
country-unknown = The address names no country that Moei knows: { $word }. Choose one from the list.
country-nothing = No record tells of people of this nationality: { $country }. That does not mean that there are none. Records tell of these countries:
country-nothing-anywhere = No record of this build tells a nationality.
country-column-country = Country
country-column-newest = Newest record
country-sources-hint = Choose rows for the records of these publishers.
country-countries = Countries with records
country-since = New since
country-news = New on { $country } since { $since }: { $records ->
    [one] 1 record
   *[other] { $records } records
 } of { $events ->
    [one] 1 event
   *[other] { $events } events
 } from { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
 }: { $people }. Records to { $end }.
country-no-people = no number of people is told
country-no-news = Nothing on { $country } is reported since { $since }. The newest record is of { $newest }, { $days ->
    [one] 1 day
   *[other] { $days } days
 } old at the end of the records, { $end }.
country-no-news-undated = Nothing on { $country } is reported since { $since }, and no record of it has a date. Records to { $end }.
country-new = New records
country-new-how = A record is new if its event is of that day or later, or if it was published then.
country-uncertain = { $count ->
    [one] 1 record may be new: it has no date, or only a month or year that the day falls in.
   *[other] { $count } records may be new: they have no date, or only a month or year that the day falls in.
 }
country-figures = How many people, by what happened to them
country-warning = The same people may be freed, screened, handed over and sent home in turn, each told by other records. Never add these numbers.
country-figure-events = in { $events ->
    [one] 1 event
   *[other] { $events } events
 }
country-figure-newest = newest report: { $newest }, { $days ->
    [one] 1 day old
   *[other] { $days } days old
 }
country-figure-undated = newest report: no date
country-figure-publishers = { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
 }
country-figure-without-number = { $count ->
    [one] 1 more event tells no number
   *[other] { $count } more events tell no number
 }
country-figure-none = not reported
country-figure-found = not known: records of people found tell no nationality
country-figures-as-of = All records to { $end }; ages are counted to that day.
country-step-none = No record of this step: { $step }
country-still = Where still: groups not reported sent home
country-still-warning = “Not reported sent home” is not “still there”: a later step may be told under another group, or not at all.
country-still-told = { $groups ->
    [one] 1 group is not reported sent home.
   *[other] { $groups } groups are not reported sent home.
 } Choose rows for their records.
country-still-none = No group is reported at a step before being sent home.
country-column-where = Where that report says
country-column-unattributed = Rows of the group without nationality
country-screenings = Screenings, for embassy notice
country-screenings-none = No screening record tells this nationality.
country-screenings-newest = The newest screening is of { $newest }, { $days ->
    [one] 1 day
   *[other] { $days } days
 } old at { $end }. A record tells that people were screened, not that the embassy was told.
country-screenings-undated = No screening has a date. A record tells that people were screened, not that the embassy was told.
country-column-age = Age
country-age = { $days ->
    [one] 1 day
   *[other] { $days } days
 }
country-routes = Routes, as reported
country-routes-none = No record tells a route of this nationality.
country-routes-how = Places in the order that the record tells; “?” where it doesn't tell an end.
country-column-route = From → via → to
country-column-people = People
country-sources = Who told it
country-column-publisher = Publisher
country-column-records = Records
country-mixed = Not counted above, because they tell no nationality: { $groups ->
    [one] { $groups } record
   *[other] { $groups } records
 } of the same groups, { $period ->
    [one] { $period } record
   *[other] { $period } records
 } since { $since } on people of any nationality, and { $screenings ->
    [one] { $screenings } record
   *[other] { $screenings } records
 } of screening over all time. Some of these people may be of { $country }.

# Records of one event that differ
contradict = Where records of one event differ
contradict-none = No two records of one event differ in number of people, date, place or status.
contradict-told = { $count ->
    [one] The records of one event differ once. They stand side by side; nothing is averaged.
   *[other] The records of one event differ { $count } times. They stand side by side; nothing is averaged.
 }
contradict-parts = { $count ->
    [one] 1 event is told by one publisher in several rows: parts by its own account, which are added up and contradict nothing.
   *[other] { $count } events are told by one publisher in several rows: parts by its own account, which are added up and contradict nothing.
 }
contradict-limits = Compared are records to which a source gives one group, and reports that people decided are one event. Reports that may be of one event, but of which nobody has decided, are proposed by: moei duplicates
contradict-cut = Shown are the first { $shown }; the file holds all.
contradict-differ = differ in: { $what }
contradict-people = number of people
contradict-date = date
contradict-place = place
contradict-status = kind or status
contradict-one_speaks = People decided that this is one event, and it counts once. One report speaks for its people in all sums: the one marked “counted”.
contradict-added = One group of the source: it counts as one event, and these rows are added up in all sums as parts of it: { $people }. If they tell of the same people, that sum is too high.
contradict-nobody = It counts as one event. No sum depends on the difference.
contradict-column-status = Kind
contradict-column-counted = In the sums
contradict-counted = counted
contradict-not-counted = not counted
contradict-no-number = no number
