"""The interview as a conversation: what was asked and said, in the order it was said."""
