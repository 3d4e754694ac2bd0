"""The values of a source as people write them, to the writing that the contract accepts; operations over columns."""
