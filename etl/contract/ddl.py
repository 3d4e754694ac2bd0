"""The store's tables as SQL, made from the contract."""

import hashlib

from etl.contract.tables import LOADED_TABLES, SYSTEM_TABLES, column_type
from etl.derived import derived_hash


def create_statements() -> list[str]:
    """
    Statements that make every table of an empty build.

    Returns
    -------
    list of str
        One CREATE TABLE a table.
    """
    statements = []
    for table in LOADED_TABLES:
        columns = ", ".join(f"{column.name} {column_type(column)}" for column in table.columns())
        statements.append(f"CREATE TABLE {table.name} ({columns})")
    for system_table in SYSTEM_TABLES:
        columns = ", ".join(f"{name} {sql_type}" for name, sql_type, _ in system_table.columns)
        statements.append(f"CREATE TABLE {system_table.name} ({columns})")
    return statements


def contract_hash() -> str:
    """
    Fingerprint of the tables and of what is made from them: two versions that agree on it can read each other's builds.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    return hashlib.sha256("\n".join([*create_statements(), derived_hash()]).encode()).hexdigest()[:16]
