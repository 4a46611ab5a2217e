"""The library of factsheets: one folder for each thing that the charity does, in the order of `docs/architecture.md`."""
