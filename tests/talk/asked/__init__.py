"""`python -m tests.talk.asked` counts how messages are understood in which somebody wants something of the conversation.

Each was written from a card with a wish (to know why the score is what it is, to go back, what evidence is needed) by somebody
who has seen neither the reader nor other messages; the question on screen was drawn at random. What the reader has learned
from is counted too, an eighth at a time by a reader that has learned from the rest.
"""
