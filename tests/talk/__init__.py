"""How well what operators say is understood: sentences written from drawn states, and an operator who presses what is true."""
