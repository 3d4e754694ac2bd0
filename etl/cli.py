"""The commands that load data and say what is loaded."""

from etl.commands.decide_duplicates import duplicates
from etl.commands.describe_source import describe
from etl.commands.list_rejects import rejects
from etl.commands.load_files import load
from etl.commands.show_audit import show_audit
from etl.commands.show_status import show_status
from etl.commands.synthesize_records import synthesize

COMMANDS = (load, show_status, rejects, describe, duplicates, synthesize, show_audit)
"""The commands of this module, for the program to mount."""
