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
    """Files with many tests first within each kind."""

    browsing: WorkerController | None = None

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self.browsing not in self.nodes:  # it is the first, or the one before has gone
            self.browsing = node
        for file in self.workqueue:
            if file.startswith(BROWSER) == (node is self.browsing):
                self.workqueue.move_to_end(file, last=False)
                break
        super()._assign_work_unit(node)
