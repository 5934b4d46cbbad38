"""Mutation testing: are the tests telling? Small changes of the engine, each of which some test must notice."""
