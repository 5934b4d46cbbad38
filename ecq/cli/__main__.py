"""`python -m ecq.cli`: the same as the `ecq` command."""

from __future__ import annotations

import sys

from ecq.cli import main

sys.exit(main())
