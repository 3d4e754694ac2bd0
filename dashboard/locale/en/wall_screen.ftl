# The wall: words that its screen writes

page-wall = Wall
screen-failed = The wall can't be drawn here: a file of it didn't arrive
screen-few-sign = (few)
screen-held = Held
screen-server-gone = No answer from the server since { $time }, { $date }. This is the picture of then.
screen-shift-watch = Shift watch: share of activity, before → now
screen-synthetic = SYNTHETIC RECORDS: made up for testing
screen-thai-time = Thai time
screen-unknown-scene = There is no scene “{ $scene }”; this is the first.
screen-legend-cells = Reports in a cell
screen-legend-compounds = Compounds
