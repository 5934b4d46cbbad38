"""What every room builds on: languages, errors, exact numbers, days, settings, files at arm's length. No word of the field."""
