"""`python -m tests.benchmarks`: what readers wait for, as `make bench` measures it."""
