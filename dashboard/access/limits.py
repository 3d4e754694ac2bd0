"""How often one may try: an address to sign in, an account to take files away."""

from collections import OrderedDict, deque
from threading import Lock


class Tries:
    """
    How often each of many tried, in a window that moves on.

    Parameters
    ----------
    most, seconds
        Tries that one has in so many seconds.
    kept
        How many of those who try are kept; the one that tried longest ago goes.
    """

    def __init__(self, *, most: int, seconds: float, kept: int = 10_000) -> None:
        self.most = most
        self._seconds, self._kept = seconds, kept
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def count(self, who: str, now: float) -> int:
        """
        Count a try, be it allowed or not.

        Returns
        -------
        int
            Tries in the window, this one included: more than `most` is too many, one more than that the first such.

        Examples
        --------
        >>> tries = Tries(most=2, seconds=60)
        >>> [tries.count("a", at) for at in (0, 1, 2, 3, 4, 61.5)], tries.count("b", 2)
        ([1, 2, 3, 4, 4, 4], 1)
        """
        with self._lock:
            # One more than the first that is too many, so that this one can be told of once.
            told = self._tries.setdefault(who, deque(maxlen=self.most + 2))
            self._tries.move_to_end(who)
            while len(self._tries) > self._kept:
                self._tries.popitem(last=False)
            while told and told[0] <= now - self._seconds:
                told.popleft()
            told.append(now)
            return len(told)


EXPORTS = Tries(most=60, seconds=60)
"""Files that one account takes from the screens."""
