"""Mail to staff: it waits in the database until it is sent, so none is lost and none comes twice."""
