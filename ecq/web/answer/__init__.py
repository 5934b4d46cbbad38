"""The page of whoever answers by invitation."""
