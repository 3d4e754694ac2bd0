# What a release level removes: told to whoever exports, and how coarse records are, told to who receives.
audience-anyone = anyone
removes-nothing = TLP:{ $level } for { $audience } removes nothing: every record is public and of that level or below.
removes = TLP:{ $level } for { $audience } holds these back:
removes-above = { $count } left out: above the level.
removes-others = { $count } left out: of another country's people.
removes-told = { $count } left out: the same event is told by a record that passes whole.
removes-place = { $count } left out: places that are not public.
removes-coarse = { $count } made coarse, as they are not public: place to a cell of about 250 km², no text, counts of people down to a multiple of 5.
removes-blanked = { $count } of the coarse lose counts of people: one of the event is under 5.
brief-coarse = Of records that are not public, places are told to a cell of about 250 km² and counts of people down to a multiple of 5, none under 5.
export-left-out-coarse = Of records that are not public (event_id begins with np-): places finer than an H3 cell of resolution 5, in whose middle they stand; names, texts, links and lines of files; counts of people under 5 with all of the same event, and what others exceed a multiple of 5 by. Such records of an event that a whole record tells are left out.
