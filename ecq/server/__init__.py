"""The app served over HTTP."""
