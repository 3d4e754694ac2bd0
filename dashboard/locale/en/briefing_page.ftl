# The page of briefings
page-briefing = Briefing
home-open-briefing = Briefing: pages to hand on, those that left before, and whether a file is genuine
briefing-tab-make = Make a briefing
briefing-tab-past = Past briefings
briefing-tab-verify = Verify a file
briefing-of-country = Make a briefing on { $country }
briefing-of-view = Make a briefing of this view

briefing-brief = What
briefing-brief-help = The whole situation; what concerns one partner country; scenes of the wall, a page each; or a view of Explore, Movement, Infrastructure, Rescue or Displacement.
briefing-brief-standard = The situation
briefing-brief-scenes = Scenes
briefing-brief-country = One country
briefing-brief-view = A view
briefing-scene = Scenes, in the order of the pages
briefing-scene-none = Choose scenes
briefing-scene-hint = Choose at least one scene.
briefing-link = Address of the view
briefing-link-help = Open Explore, Movement, Infrastructure, Rescue or Displacement as it should be told, and copy its address here; or follow the link at the foot of those pages.
briefing-link-hint = Copy the address of Explore, Movement, Infrastructure, Rescue or Displacement here, with its filters.
briefing-link-refused = No briefing can be made of this address. The program says:
briefing-earlier = What changed since
briefing-earlier-help = Adds a page of what changed since an earlier briefing of the same, for the same reader.
briefing-earlier-none = tell no changes
briefing-format = Format
briefing-format-help = Only formats that can hold what is chosen: a picture holds one scene, a data format what stands behind the situation or a country's brief.
briefing-format-pdf = PDF: pages to read and print
briefing-format-pptx = Slides: PowerPoint, with text that can be edited
briefing-format-html = HTML: one file that opens in any browser, with maps that move
briefing-format-png = Picture: PNG
briefing-format-svg = Picture: SVG, sharp at any size
briefing-format-gpkg = Data: GeoPackage, for a GIS
briefing-format-geoparquet = Data: GeoParquet, zipped
briefing-format-kml = Data: KML, for Google Earth
briefing-format-csv = Data: CSV, zipped
briefing-format-xlsx = Data: Excel workbook
briefing-short-pdf = PDF
briefing-short-pptx = slides
briefing-short-html = HTML
briefing-short-png = PNG
briefing-short-svg = SVG
briefing-short-gpkg = GeoPackage
briefing-short-geoparquet = GeoParquet
briefing-short-kml = KML
briefing-short-csv = CSV
briefing-short-xlsx = Excel
briefing-written = Written in
briefing-written-help = Language of the file; that of this page is chosen at its head.
briefing-written-en = English
briefing-written-th = Thai
briefing-written-both = Thai and English
briefing-in-en = in English
briefing-in-th = in Thai
briefing-in-both = in Thai and English
briefing-paper = Paper
briefing-paper-help = A4 to print, 16:9 for a projector.
briefing-paper-a4 = A4
briefing-paper-16-9 = 16:9
briefing-level = Release level
briefing-level-help = Each page is marked with it, and nothing above it is there. No level above your own is offered.
briefing-audience = For whom
briefing-audience-help = Stands in the file and in the log. At AMBER and above a country sees its own nationals as the level allows, and others coarsely.
briefing-scenes-told = { $count ->
    [one] { $count } scene
   *[other] { $count } scenes
 }

briefing-removes-apart = These numbers are for you: the file says the rule, and not how many records it holds back.
briefing-unmarked = Nothing can be exported: a record or a source has no release level, or doesn't say whether it is public. Which one, and where:
briefing-no-date = No record has a date: there is no period to brief on.
briefing-no-scenes = The scenes of this server can't be read, so none can be chosen:
briefing-make = Make it and see the pages
briefing-making = Making the briefing
briefing-drawing = Drawing the pages
briefing-is-made = Made, and not exported yet: look at it before it leaves.
briefing-not-made = It wasn't made.
briefing-refused = The briefing was refused. Nothing was exported. The program says:
briefing-other-choices = The choices or the data changed since the last briefing was made; make it again.
briefing-ready = **{ $file }** · { $kilobytes } kB · { $level } · for { $audience } · code { $code }
briefing-export = Export
briefing-export-help = Who exports it, when, what, for whom, and its hash go into the log first, and the home keeps a copy. Then it can be downloaded.
briefing-exported = Exported and logged. Whom you give it to can verify it; you can take it back later.
briefing-unlogged = It can't be kept or logged, so it doesn't leave. The program says:
briefing-download = Download
briefing-slides = The file says the same as these pages, under the same code, laid out for a screen.
briefing-page = Page { $page } of { $pages }
briefing-unseen = This format can't be shown here.
briefing-first-rows = The first { $count } rows are shown; the file holds all.
briefing-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
 }

past-kept = { $days ->
    [one] A copy is kept for { $days } day after a briefing last left, and its build as long; its line in the log stays.
   *[other] A copy is kept for { $days } days after a briefing last left, and its build as long; its line in the log stays.
 }
past-setting = The server's setting of how long briefings are kept can't be used. Until it is mended none is dropped and none can be exported:
past-unread = The log of exports can't be read, so nothing of past briefings can be told. The program says:
past-none = No briefing that you may see has left yet.
past-cut = The newest { $shown } of { $count } briefings are listed.
past-alt = Briefings that left, newest first
past-column-at = Last left, Thai time
past-column-what = What
past-column-level = Level
past-column-audience = For whom
past-column-code = Code
past-column-who = By whose account
past-column-state = State
past-column-file = File
past-stands = not withdrawn
past-unknown = not known
past-withdrawn = withdrawn
past-superseded = superseded
past-choose = A briefing of the list
past-nothing-chosen = Choose one to see, verify or download it
past-taken-back = Withdrawn, so it can't be downloaded again. The reason: { $reason }
past-list-unread = Whether briefings were withdrawn can't be told: of the list { $file } line { $lines } can't be read. Until it is mended, those not known to be withdrawn can't be downloaded.
past-not-kept = Its file is not kept here; where its build is, the pages can be made again to be looked at.
past-see = Show its pages
past-verify = Verify
past-gone = Neither its file nor its build { $build } is kept here any more.
past-other-bytes = The copy kept here is not what left. Don't rely on it:
past-unseen = It can't be shown. The program says:

verify-intro = Drop a briefing here, whatever it is called. It is compared with its signature, its build and today's records, and isn't kept.
verify-file = File to verify, up to { $most } MB
verify-choose = Choose a file, or drop it here
verify-asking = Comparing it with its signature, its build, and today's records
verify-refused = Nothing can be verified: a key of this server can't be read. The program says:
verify-seal-untouched = Untouched: no byte changed since it was signed with the key { $fingerprint }.
verify-seal-altered = Altered: bytes were changed, added or cut off since it was made. Don't rely on it.
verify-seal-other-key = Signed with another key, { $fingerprint }, which isn't at hand here. Whether it was altered can't be told; ask who made it.
verify-seal-no-key = There is no key at hand here, so nobody can tell whether it was altered. It names the key { $fingerprint }; ask who made it.
verify-seal-unsigned = Not signed: anybody can make such a file. Don't rely on it.
verify-seal-earlier-form = Sealed in an earlier form, without a signature, which anybody can make. Nobody can tell who made it; export it again.
verify-seal-unsealed = No seal: Moei didn't make this file, or the seal was cut off. Don't rely on it.
verify-withdrawn = Withdrawn at { $at }. The reason: { $reason }
verify-superseded = In its place: { $file }, code { $code }.
verify-not-withdrawn = No withdrawal is known here; only the home that made a briefing knows of it.
verify-list-unread = Nobody can tell whether it was withdrawn: of the list of withdrawals, { $file }, line { $lines } can't be read.
verify-above = It is marked above your level, so nothing is told of what it says.
verify-made = { $what }, TLP:{ $level }, for { $audience }, code { $code }: { $records ->
    [one] { $records } record
   *[other] { $records } records
 } to { $date }, of build { $build }.
verify-build-not-at-hand = Its build is not at hand, so nobody can tell whether it says this.
verify-build-same = Its build says the same: made again from it, the briefing is the same byte for byte.
verify-build-other-program = Its build is at hand, but another program, other libraries or other fonts made the file, so bytes can't be compared.
verify-build-differs = Its build doesn't say this: made again from it, the briefing differs. Don't rely on it.
verify-today-nothing = Nothing is loaded here, so nobody can tell what it would say today.
verify-today-its-build = Its build is the current one: today it would rest on the same records.
verify-today-same = Today it would rest on the same records.
verify-today-other = Today it would rest on other records:
verify-added = { $count } added ({ $records })
verify-corrected = { $count } corrected ({ $records })
verify-withdrawn-records = { $count } withdrawn ({ $records })
verify-hidden = { $count } no longer told at this level ({ $records })
verify-more = { " " }and { $count } more
verify-problem = No more could be asked of it. The program says:
