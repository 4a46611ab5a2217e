"""Libraries made up for tests and measures: any number of factsheets, the same at every run, of no medical meaning."""
