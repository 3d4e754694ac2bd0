"""Pure geography and statistics: arrays and geometries in, arrays and geometries out."""
