"""Which of several processes runs which file of tests: `-n 2 --dist loadfile`.

One process takes the browser tests and the others everything else, until one of the two kinds is used up. Two browsers on two
cores starve each other, while beside one browser, which waits half of its time, there is room for a process that only
computes. Server and browser are also started once then, and not anew between two files of another kind.
"""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

BROWSER = "tests/browser/"


class OneBrowser(LoadFileScheduling):
    """Long files first within each kind, and each handed out as late as can be, so that all end at about the same time.

    How many bytes a file has says more of the time it takes than how many tests it has: a test of a browser takes as
    long as a hundred of others.
    """

    browsing: WorkerController | None = None

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self.browsing not in self.nodes:  # it is the first, or the one before has gone
            self.browsing = node
        of_its_kind = [one for one in self.workqueue if one.startswith(BROWSER) == (node is self.browsing)]
        self.workqueue.move_to_end(max(of_its_kind or self.workqueue, key=self._bytes), last=False)
        super()._assign_work_unit(node)

    def _bytes(self, file: str) -> int:
        return (self.config.rootpath / file).stat().st_size

    def _reschedule(self, node: WorkerController) -> None:
        # A process begins a test once it knows the next one; handed out before that, files would wait for it at the end.
        if not self.workqueue or self._pending_of(self.assigned_work[node]) < 2:
            super()._reschedule(node)
