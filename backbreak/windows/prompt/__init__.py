"""The prompt card: the invitation to a break, small, calm and without the keyboard's focus."""
