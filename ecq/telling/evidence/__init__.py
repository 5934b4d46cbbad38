"""The evidence binder: what is in hand, what is missing, who brings it by when."""
