"""Files from outside, read in a process of their own: none of them can hold up, fill or bring down the one that asks."""

from ecq.base.arms_length.asking import Readers, read

__all__ = ["Readers", "read"]
