# What was found, and why. The reasons' keys are those of geo's judges.
finding-caveat = Records follow enforcement and reporting: a rise may be a closer look, a fall a look elsewhere.
finding-sentence = { $verdict }: { $reason }
verdict-displaced = Displaced
verdict-diffused = Fell beside it too
verdict-neither = Not displaced
verdict-cannot-tell = Cannot tell
verdict-rise = Rise
verdict-fall = Fall
verdict-no-change = No change
verdict-supported = The records support it
verdict-contradicted = The records contradict it
verdict-kept = As promised
verdict-not-kept = Not as promised
verdict-open = Not due yet
verdict-drawn = Inferred

displacement-rose-beside = the treated sectors have { NUMBER($fall, maximumFractionDigits: 0) } records fewer than the control lets expect ({ NUMBER($expected, maximumFractionDigits: 0) }), those beside them { NUMBER($gain, maximumFractionDigits: 0) } more.
displacement-fell-beside = the treated sectors have { NUMBER($fall, maximumFractionDigits: 0) } records fewer than the control lets expect ({ NUMBER($expected, maximumFractionDigits: 0) }), and those beside them fell too.
displacement-nothing-beside = the treated sectors have { NUMBER($fall, maximumFractionDigits: 0) } records fewer than the control lets expect ({ NUMBER($expected, maximumFractionDigits: 0) }), and nothing that matters came up beside them.
displacement-treated-did-not-fall = the treated sectors did not fall by what would matter; the control lets expect { NUMBER($expected, maximumFractionDigits: 0) } records.
displacement-fall-uncertain = whether the treated sectors fell is within chance; the control lets expect { NUMBER($expected, maximumFractionDigits: 0) } records.
displacement-beside-uncertain = the treated sectors have { NUMBER($fall, maximumFractionDigits: 0) } records fewer than expected, but what came up beside them is within chance.
displacement-no-records = no record of these sectors and months.
displacement-too-few-treated = { $count ->
    [one] one record
   *[other] { $count } records
 } of the treated sectors before; at least { $least } are needed.
displacement-too-few-control = { $count ->
    [one] one record
   *[other] { $count } records
 } of the control in the emptier period; at least { $least } are needed.
displacement-no-control = no sector is left to compare with.
displacement-empty-period = the records hold no whole month before it, or none after.
displacement-too-few-months = { $count ->
    [one] one month
   *[other] { $count } months
 } with a record before; at least { $least } are needed to see a trend.
displacement-outside-data = the records do not reach these months.
displacement-periods-overlap = the months before and after overlap.
displacement-intervention-inside-period = it did not come between the months before and those after.
displacement-too-much-moved = so many sectors moved at once that none stood still to compare with.
displacement-trends-apart = the sectors and the control were on different ways before it (p { NUMBER($p_value, maximumFractionDigits: 3) }).
displacement-control-moved = the control moved of itself, so the change can't be told from its own.

flows-drawn = of { NUMBER($lost, maximumFractionDigits: 0) } records lost beyond chance, { NUMBER($drawn, maximumFractionDigits: 0) } are matched by a gain elsewhere that holds when the records are drawn again.
flows-outside-data = the records hold no whole month before it, or none after.
flows-no-spread = too few sectors have records to tell chance from change.
flows-nothing-moved = no loss, or no gain, beyond chance: { NUMBER($lost, maximumFractionDigits: 0) } records lost, { NUMBER($gained, maximumFractionDigits: 0) } gained.
flows-origins = several sectors lost ({ NUMBER($lost, maximumFractionDigits: 0) } records), so what others gained ({ NUMBER($gained, maximumFractionDigits: 0) }) can't be given an origin.
flows-unstable = no match of losses ({ NUMBER($lost, maximumFractionDigits: 0) } records) and gains ({ NUMBER($gained, maximumFractionDigits: 0) }) holds when the records are drawn again.

commitment-open = { $days ->
    [one] due in one day.
   *[other] due in { $days } days.
 }
commitment-no-months = no whole month has passed since it was due, or none before it was made is on record.
commitment-still = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months ->
    [one] the month
   *[other] the { $months } months
 } after it was due; the promise was none.
commitment-no-record = no record in { $months ->
    [one] the month
   *[other] the { $months } months
 } after it was due; that nobody reported any does not show that there is none.
commitment-fall = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months ->
    [one] the month
   *[other] the { $months } months
 } after it was due, { $before } in as many before it was made: a fall beyond chance.
commitment-rise = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months ->
    [one] the month
   *[other] the { $months } months
 } after it was due, { $before } in as many before it was made: a rise beyond chance.
commitment-no-change = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months ->
    [one] the month
   *[other] the { $months } months
 } after it was due, { $before } in as many before it was made: neither halved nor doubled.
commitment-uncertain = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months ->
    [one] the month
   *[other] the { $months } months
 } after it was due, { $before } in as many before it was made: within chance.

shift-rise = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months } months, { $before } in the { $months } before; more of all activity, beyond chance.
shift-fall = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months } months, { $before } in the { $months } before; less of all activity, beyond chance.
shift-no-change = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months } months, { $before } in the { $months } before; its part of all activity neither halved nor doubled.
shift-cannot-tell = { $after ->
    [one] one record
   *[other] { $after } records
 } in { $months } months, { $before } in the { $months } before; within chance.
