"""Sessions of real episodes over the socket: what they do, who plays them, and what a server takes for it."""
