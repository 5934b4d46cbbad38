"""Writers of blocks: each draws every kind of block on its surface, and knows no content."""
