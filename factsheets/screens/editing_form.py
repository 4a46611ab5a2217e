"""What Wagtail's editing screens post: the names of their buttons and of the fields beside the text."""

#: Buttons.
SUBMIT = "action-submit"
RESTART = "action-restart-workflow"
PUBLISH = "action-publish"
CANCEL = "action-cancel-workflow"
DECIDE = "action-workflow-action"

#: What goes along with a decision: which one, and the comment as JSON.
DECISION, DECISION_DATA = "workflow-action-name", "workflow-action-extra-data"

#: From which text the form was loaded, and the draft that autosave has written of it since.
LOADED, LOADED_AT, OWN_DRAFT = "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id"

NAMES = (SUBMIT, RESTART, PUBLISH, CANCEL, DECIDE, DECISION, DECISION_DATA, LOADED, LOADED_AT, OWN_DRAFT)
