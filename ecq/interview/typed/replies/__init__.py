"""Replies to what waits: to what was asked, to what is offered, or which of those offered."""
