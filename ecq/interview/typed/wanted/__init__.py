"""What is wanted of the conversation: commands, places to go to, words explained, and wishes in any words."""
