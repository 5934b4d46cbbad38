"""What happens around a change: undo, edits from other windows, sentences about them."""
