"""Recording a review, what waits for one, and the report “Reviews due”."""
