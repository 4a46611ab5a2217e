"""Documents of every format become one value: a reader for each format, in a child process within limits."""
