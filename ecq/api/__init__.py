"""The API: what the pages show and do, over HTTP for programs, with the same engine, errors and permissions."""
