"""As much of the Wayland protocol as it takes to be told things: no windows, no buffers, no descriptors."""
