// The editing screen: keeps up with the drafts that it saves by itself.
document.addEventListener("w-autosave:success", ({ target: form, detail }) => {
  // The draft is this screen's own: what is typed next goes on from there, and is not a second text beside it.
  const { revision_id: id, revision_created_at: moment } = detail.data;
  const loaded = form.elements;
  if (id && loaded.loaded_revision_id) {
    loaded.loaded_revision_id.value = id;
    loaded.loaded_revision_created_at.value = moment;
  }
  // After a refused submission Wagtail never begins to watch for typing; another interval makes it begin.
  const interval = "data-w-unsaved-check-interval-value";
  if (!form.hasAttribute(interval)) form.setAttribute(interval, "400");
});
