# The wall: words of its screen
page-wall = Wall
screen-compounds = Compounds
screen-server-gone = No answer from the server since { $time }, { $date }. This is the picture of then.
