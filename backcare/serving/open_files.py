"""How many connections a process may have open."""

import resource

#: Connections that are open at once; each may need a second file for what it sends.
CONNECTIONS = 4000


def connections_that_may_be_open() -> int:
    """As many as this process may have open, leaving some for everything else."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS + 200
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(CONNECTIONS, max((soft - 200) // 2, 100))
