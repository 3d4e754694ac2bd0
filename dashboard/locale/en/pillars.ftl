# The board of the five pillars
page-pillars = Pillars
cited-told = { $records ->
    [one] 1 record
   *[other] { $records } records
 } from { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
 }
cited-cut = the newest { $count } are listed
pillars-none = No pillar
pillars-period = { $days } days, { $first } to { $last }, beside the { $days } days before. Events are counted once, however many records tell of them; running totals are left out.
pillars-silent = Nothing reported in { $days } days; last on { $date }
pillars-never = Nothing was ever reported
pillars-silent-sectors = Sectors without a record: { $count }
pillars-everywhere = Every sector has a record.
pillars-note = Choose a number on a card: its records are listed below. A pillar holds what was done and what it is aimed at, such as routes and job offers. No record does not mean no action: records follow reporting. The six changes are tested together, so even a p of 0.01 may still be chance.
pillars-change = Against the period before, { $verdict }
pillars-now = { $count ->
    [one] 1 event now
   *[other] { $count } events now
 }
pillars-before = { $count } before
pillars-unsure = { $count ->
    [one] 1 record too roughly dated
   *[other] { $count } records too roughly dated
 }
pillars-choose-board = Records of
pillars-choose-when = Dated
pillars-of-now = In the period
pillars-of-before = In the one before
pillars-of-unsure = Too roughly for either
pillars-choose-silent = Last record in each sector where nothing was reported in the period, of
