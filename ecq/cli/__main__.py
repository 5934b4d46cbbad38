"""`python -m ecq.cli`: the same as the `ecq` command."""

import sys

from ecq.cli import main

sys.exit(main())
