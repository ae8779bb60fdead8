"""What `lockdown` asks of the kernel: the filter of system calls, and how each layer is tried out."""
