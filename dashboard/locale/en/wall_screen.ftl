# The wall: words of its screen
page-wall = Wall
screen-compounds = Compounds
screen-server-gone = No answer from the server since { $time }, { $date }. This is the picture of then.
screen-no-build = The data is gone: there is no current build. This is the last picture.
screen-basemap = The basemap is Moei's own: { $setting } can't be used. The desk's pages say why.
