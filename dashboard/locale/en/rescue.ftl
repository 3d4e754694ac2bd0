# The page of rescue: people by step, and how far each group has got
page-rescue = Rescue
rescue-funnel = People by step
rescue-warning = Do not add the steps, and do not read one as a share of another. The same people may be found, freed, screened, handed over and sent home in turn, each told by other records, and most groups are reported at one step only. The bars are no conversion rate.
rescue-people = People
rescue-people-events = { $people ->
    [one] { $people } person
   *[other] { $people } people
 } in { $events ->
    [one] { $events } event
   *[other] { $events } events
 }
rescue-groups = { $count ->
    [one] 1 group
   *[other] { $count } groups
 }
rescue-victims = Identified as victims, by step, where a counted record tells it; the same people may stand in several steps: { $victims }
rescue-step-found = Found
rescue-step-freed = Freed or escaped
rescue-step-screened = Screened
rescue-step-handed-over = Handed over
rescue-step-sent-home = Sent home
rescue-choose-step = Look at
rescue-step-none = No record of this view counts people of this step: { $step }.
rescue-by-nationality = By nationality
rescue-by-place = By place: the compound, else the crossing or town
rescue-by-month = By month
rescue-no-place = Place not told
rescue-country-only = country only: { $country }
rescue-unplaced = Not on the chart, known to the country only or to no place
rescue-by-nationality-none = No record of this step.
rescue-by-place-none = No record of this step names a place.
rescue-bars-cut = The chart shows the first { $shown }; the table has more.
rescue-without-nationality = Incidents carry no nationality, so a filter on nationality leaves out everyone of this step: { $step }.
rescue-left-out = Left out of the months: { $longer ->
    [one] { $longer } record
   *[other] { $longer } records
 } known to longer than a month, { $undated } without a date.
rescue-ages = Groups not reported sent home, by the age of the newest report of their furthest step
rescue-age-30 = 30 days or less
rescue-age-90 = 31 to 90 days
rescue-age-365 = 91 days to a year
rescue-age-older = More than a year
rescue-age-undated = No date
rescue-followed = Of { $count } groups, { $followed } are reported at more steps than one. Not reported sent home does not mean still there: a later step may be told under another group.
rescue-shown = How far each group has got
rescue-shown-open = Not reported sent home
rescue-shown-all = All groups
rescue-groups-none = No group to show.
rescue-nationalities = { $count } nationalities
rescue-records-hint = Choose rows above for the records behind them; with none chosen, all records of rescue in the view are meant.
rescue-claimed = Running totals, claimed on a date and never added: { $count }
rescue-claimed-alt = Running totals by the date of the claim
rescue-column-name = Name
rescue-column-number = People
rescue-column-events = Events
rescue-column-step = Furthest reported step
rescue-column-last = Newest report of that step
rescue-column-age = Its age at the end of the records
rescue-column-nationality = Nationality
rescue-column-records = Records
rescue-column-claimed = Claimed on
rescue-month-longer = Known to longer than a month
rescue-month-undated = No date
rescue-click = Click bars, or choose rows of their tables, for the records behind them; click a bar again to leave it.
rescue-behind = Records behind: { $what }
rescue-groups-cut = The newest { $shown } of { $count } groups are listed: narrow the filters to see the others.
rescue-column-groups = Groups
rescue-victim-records = Records that tell of identified victims
