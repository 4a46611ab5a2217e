"""`python -m tests.benchmarks`: what readers and staff wait for, as `make bench` measures it."""
