// The editing screen: keeps up with the drafts that it saves by itself.
let saving = false;
let held;

document.addEventListener("w-autosave:save", () => {
  saving = true;
});

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

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    saving = false;
    const form = held;
    held = undefined;
    form?.requestSubmit();
  });
}

// A button that is pressed while a draft is on its way waits for it; else the draft would look like another text.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!saving || !form.matches("[data-edit-form]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return;
    held = form;
    const button = event.submitter;
    if (button?.name) {
      const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name });
      pressed.value = button.value;
      form.append(pressed);
    }
  },
  true,
);
