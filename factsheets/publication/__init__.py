"""How a factsheet goes live and is taken down: steps, sign-off, schedule, withdrawal, the audit trail."""
