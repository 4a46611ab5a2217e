"""The site as in production, but for its search back end: what it is compared with."""
