"""The start page, the profile, and the page for an address that leads nowhere."""
