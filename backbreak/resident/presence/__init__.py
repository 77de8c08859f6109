"""Whether somebody is there: input, the screen's lock and sleep, as this desktop tells of them."""
