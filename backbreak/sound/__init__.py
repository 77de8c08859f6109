"""How sessions sound: the tones' samples, the voice of this machine, and both mixed into one file."""
