"""An assessment of an earlier version brought over to the present one: what changes for it, and nothing lost."""
