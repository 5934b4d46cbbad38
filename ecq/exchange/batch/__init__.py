"""Many files at once: what each of them is, archives unpacked and packed, answer sheets told which self-check they are for."""
