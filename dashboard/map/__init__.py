"""The one map: what travels to the browser and back; `static/map` holds what draws it there."""
