"""A briefing's plain data as slides: planned in millimetres, then drawn as native text, tables and pictures."""
