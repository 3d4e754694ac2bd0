data-tab-load = Load files
data-tab-telephone = Telephone report
data-tab-dictionary = Method and dictionary

# Loading files
upload-intro = Files are checked first: nothing is loaded until you have seen what would be loaded, rejected and left unchanged.
upload-files = Files to load ({ $kinds }), up to { $most } MB each
upload-choose = Choose files, or drop them here
upload-check = Check the files
upload-load = Load
upload-checking = Checking
upload-loading = Loading
upload-step-copying = Copying the files
upload-step-reading = { $rows } rows read
upload-step-checking = Checking { $rows } rows
upload-step-placing = Placing the records
upload-checked = Checked. Nothing was loaded yet.
upload-nothing = Nothing in these files would change the records, so there is nothing to load.
upload-refused = Nothing in these files can be loaded. What was refused, and why, stands below.
upload-loaded = Loaded. The records now on screen hold these files.
upload-explore = See it on the map
upload-locked = Another load is running since { $since }. Nothing was loaded; try again when it is done.
upload-locked-unknown = Another load is running. Nothing was loaded; try again when it is done.
upload-over_limit = Too many rows of a file are wrong, so nothing was loaded. The last records stand.
upload-empty = None of the files could be loaded, and there are no earlier records.
upload-machine = The load stopped: the disk or the memory of the server is full or can't be written. The last records stand.
upload-settings = The load can't start: a source description, a reference file or the file of decisions on the server is broken. The last records stand.
upload-failed_check = Nothing was loaded: the records failed a check that the program makes of its own work, so the fault is the program's and not your file's. The last records stand. The server's log has the details.
upload-unknown-source = No source fits the columns of { $file }. Describe it once: run "moei describe { $file } -o description.toml" on the server, put the description under sources in the folder of Moei's data, and send the file again.
upload-faults = Rejected, and what would be accepted
upload-faults-cut = The first { $shown } of { $count } faults are shown; the file to mend has them all.
upload-mend = Download the rejected rows, to mend and load again
data-column-taken_as = Read as

# One report by telephone
telephone-intro = One report, through the same checks as a file. It is held as TLP:AMBER and is not public: it is seen only at that level or above. This screen shows up to TLP:{ $level }.
telephone-no-names = Write no name of a victim, no telephone number and no passport number.
telephone-required = { $label } (required)
telephone-date = Date (2026-03-13, 13/3/2569, or a month: 2026-03)
telephone-kind = What happened
telephone-country = Country
telephone-province = Province
telephone-place = Place, by its name
telephone-coordinates = Coordinates, if they were told (degrees, UTM or MGRS)
telephone-precision = How exactly the place is known
telephone-precision-none = No coordinates
telephone-arrested = People arrested
telephone-found = People found
telephone-summary = What was told, in a sentence or two
telephone-publisher = Agency that reported it
telephone-choose = One of those offered in the field
telephone-check = Check the report
telephone-confirm = Confirm and load
telephone-preview = The report as it would be loaded
telephone-point = Place
telephone-point-none = Without coordinates: it stands where its place, else its province, stands.
telephone-loaded = The report is loaded as { $id }.
telephone-refused = The report can't be loaded yet:

# Method and dictionary
data-method = - **Activity and response are kept apart.** Raids, arrests, seizures, scam reports, trafficking cases, rescues and escapes show that operations are present; handovers, repatriations, screening and the like answer them.
    - **An event is counted once**, in however many rows it is told. Running totals are shown as what was claimed on a date, and enter no sum.
    - **A place is drawn no finer than it is known**, and a date is written no finer than it is known.
    - **A verdict compares periods and areas of equal length**, with the chance of such a difference beside it; where records are too few it says "cannot tell".
    - **Every number leads to its records**, with publisher, date, link, file and line.
data-docs = More in the program's documents: "Methods" and "Data dictionary", in the folder docs.
data-dictionary = What the tables hold
data-dictionary-place = Places: towns, districts, crossings, checkpoints, airports, shelters.
data-dictionary-compound = Scam compounds, each with its last reported status and the date of it.
data-dictionary-incident = Enforcement and crimes: raids, arrests, seizures, and what was found.
data-dictionary-rescue = People freed, handed over, escaped, screened or sent home; one row a nationality and step.
data-dictionary-infrastructure = Power, internet, fuel and transport: cut, restored, replaced.
data-dictionary-movement = How people are reported to reach the compounds, and how borders screen them.
data-dictionary-displacement_report = Reports that operations moved, or grew in one place as they fell in another.
data-column-table = Table
data-column-holds = What it holds
data-mend = All faults as a list, to mend:

# Rules of whole files
rule-format = A kind of file that can't be read
rule-empty = The file is empty
rule-damaged = The file is damaged
rule-encoding = The letters can't be read
rule-delimiter = The columns are separated in a way that can't be told
rule-size = The file is too large
rule-nested = An archive within an archive
rule-crs = The coordinate system is not known
rule-json = The shape of the JSON can't be told
rule-header = The header is not complete
rule-source = No source fits the columns
rule-quoting = The quotation marks don't match
rule-encrypted = The file has a password
rule-geometry = The shape on the map can't be read
rule-file = The file can't be opened
rule-name = The name is not known, or several have it

# What would be accepted
accept-one-of = one of: { $words }
accept-country = a two-letter country code of ISO 3166-1, like MM
accept-reference-nearest = the id of one that is loaded; the nearest is { $nearest }
accept-reference = the id of one that is loaded
accept-range = a number from { $least } to { $most }, with a decimal point if it has one
accept-integer = a whole number of 0 or more
accept-decimal = a number in digits, with a decimal point if it has one
accept-date = a date from 1900 to 2100: a day, a month or a year
accept-url = an address that begins with http:// or https://
accept-point-both = both longitude and latitude, or neither
accept-point-precision = how far to trust the coordinates
accept-point-none = coordinates too, or nothing
accept-period = an end on or after the start
accept-duplicate = an id once
accept-columns = the columns: { $words }
accept-source = a description of its own, or the columns of a known source
accept-reject-limit = at most { $share }% of the rows
accept-rule-required = a value
accept-rule-vocabulary = a word that the source knows
accept-rule-integer = a whole number
accept-rule-decimal = a number
accept-rule-partial_date = a date that can be read in one way
accept-rule-url = a web address
accept-rule-range = a number within the range
accept-rule-reference = an id that is loaded
accept-rule-point = a whole point
accept-rule-coordinates = coordinates in or near Thailand
accept-rule-period = an end on or after the start
accept-rule-duplicate = an id once
accept-rule-future_date = a date no later than today
accept-rule-reject_limit = fewer wrong rows
accept-rule-code = a whole code
accept-rule-format = CSV, Excel, JSON, GeoJSON, GeoPackage, KML, KMZ or Parquet
accept-rule-empty = a header row and records under it
accept-rule-damaged = the whole file
accept-rule-encoding = UTF-8 or TIS-620
accept-rule-delimiter = columns separated in one way
accept-rule-size = a smaller file
accept-rule-nested = files that are packed once
accept-rule-crs = WGS 84
accept-rule-json = one list of objects
accept-rule-header = every column once
accept-rule-source = a description of its own
accept-rule-quoting = quotation marks in pairs
accept-rule-encrypted = a file without a password
accept-rule-geometry = points, lines or areas
accept-rule-file = a file that can be read
accept-rule-name = a name that one place has
accept-rule-other = a file or row that can be read

# What was found
found-nothing = nothing
found-no-start = { $last } without a start
found-period = { $last } after a start of { $first }
found-duplicate = { $id }, which line { $line } has
found-no-precision = coordinates without a precision
found-no-point = { $precision } without coordinates
found-longitude = longitude { $value } alone
found-latitude = latitude { $value } alone

source-name-telephone = Reports by telephone
source-name-synthetic_incidents = Made-up incidents for load tests
source-name-synthetic_rescues = Made-up rescues for load tests

# The records behind what is not known
behind-choose = Records behind a number
behind-no-place = Without any place
behind-coarse = Known only to a province or country
behind-no-date = Without a date
behind-running-total = Running totals
behind-date-day = Dated to the day
behind-date-month = Dated to the month
behind-date-year = Dated to the year
behind-compounds = Compounds
behind-compounds-site = Compounds known to the site
behind-places = Places
behind-across = Places and compounds across the border from their country

# Places and compounds with what uses them
things-none = None.
things-told = { $count ->
    [one] 1 row. A place has no date of its own: it is listed with its source, and with what uses it.
   *[other] { $count } rows. A place has no date of its own: it is listed with its source, and with what uses it.
 }
things-alt = Places and compounds, each with its source and what uses it
things-choose = Records that name one of them
things-across = { $country }; the point is in { $side }, { NUMBER($km, minimumFractionDigits: 1, maximumFractionDigits: 1) } km
things-undated = No date
things-unused = nothing
things-records = { $count ->
    [one] 1 record
   *[other] { $count } records
 }
things-compounds = { $count ->
    [one] nearest place of 1 compound
   *[other] nearest place of { $count } compounds
 }
things-sectors = { $count ->
    [one] anchor of a sector
   *[other] anchor of { $count } sectors
 }
column-thing = Place or compound
column-country = Country, by its source
column-known = Known to
column-used = Used by
data-undecided = Reports that may be of one event, and of which nobody has decided yet, are not among these: the records do not hold proposals. On the computer that serves this page, "moei duplicates" lists them side by side and takes what you decide; what is decided stands here after the next load.
