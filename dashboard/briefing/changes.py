"""What became of a briefing's records since: added, corrected, withdrawn, or no longer of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True)
class RecordChanges:
    """
    Records of a briefing beside those that the same briefing would rest on now: ids, each in order.

    Attributes
    ----------
    added
        Of the later briefing and not of the earlier.
    corrected
        Of the earlier one, and saying something else now, be they of the later one or not.
    withdrawn
        Of the earlier one, and no longer in the build.
    left
        Of the earlier one, in the build as they were, and not of the later, whose period moved on.
    hidden
        Of the earlier one, in the build, and not to be told any more at the level or to the audience, or otherwise.
    """

    added: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def are_none(self) -> bool:
        """Whether nothing was added, corrected, withdrawn or hidden."""
        return not (self.added or self.corrected or self.withdrawn or self.hidden)


def record_changes(
    before: Mapping[str, str], after: Mapping[str, str], *, held: Mapping[str, str], there: Set[str]
) -> RecordChanges:
    """
    What became of a briefing's records.

    Parameters
    ----------
    before, after
        Id -> hash of what the record says, of the earlier briefing and of the later; those before may be cut to fewer
        letters.
    held
        The same of those before that the later build holds for the reader, whether its briefing rests on them or not.
    there
        Those before that the later build holds at all.

    Examples
    --------
    >>> changes = record_changes(
    ...     {"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"},
    ...     {"b": "2", "c": "9", "f": "6"},
    ...     held={"b": "2", "c": "9", "d": "4"},
    ...     there={"b", "c", "d", "e"},
    ... )
    >>> changes.added, changes.corrected, changes.withdrawn, changes.left, changes.hidden
    (('f',), ('c',), ('a',), ('d',), ('e',))
    """
    same = {one for one in before if one in held and held[one].startswith(before[one])}
    return RecordChanges(
        added=tuple(sorted(after.keys() - before.keys())),
        corrected=tuple(sorted((before.keys() & held.keys()) - same)),
        withdrawn=tuple(sorted(before.keys() - held.keys() - there)),
        left=tuple(sorted(same - after.keys())),
        hidden=tuple(sorted((before.keys() & there) - held.keys())),
    )
