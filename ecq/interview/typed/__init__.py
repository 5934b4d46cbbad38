"""What an operator types about the question on screen, mapped onto that question's own options.

A small parser without a model: the same words always mean the same. What is not plain is handed back with a doubt, to be
confirmed by one press; nothing is guessed silently. Needs rapidfuzz; reads Traditional Chinese where OpenCC is at hand.

`reading` orders all readings. What is wanted of the conversation is read in `wanted`, a figure in `figures`, what a sentence
claims in `hearing`, what comes of claims in `by_facts` and what it calls, a reply to what waits in `replies`.
"""
