"""What the data is: vocabularies, fields, tables, and what is made from them."""
