// The editing screen: what is typed while a draft is on its way is not in that draft.
// Wagtail takes all that stands in the form by then for saved; so the screen is told that something is left to save.

const OWN_OF_THE_FORM = ["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next"];
let sent;

const words = (data, without) =>
  JSON.stringify(
    [...data]
      .filter(([name]) => !without.has(name) && !name.startsWith("comments-"))
      .map(([name, value]) => [name, value instanceof File ? [value.name, value.size] : value]),
  );

document.addEventListener("w-autosave:save", ({ detail }) => {
  sent = detail.formData;
});

document.addEventListener("w-autosave:success", ({ target: form, detail }) => {
  if (!sent || !form.matches("[data-edit-form]")) return;
  const setByTheAnswer = Object.keys(detail.data.field_updates ?? {});
  const without = new Set([...OWN_OF_THE_FORM, "overwrite_revision_id", ...setByTheAnswer]);
  if (words(sent, without) !== words(new FormData(form), without)) {
    // A moment later: a screen that has not begun to watch for typing yet would not begin.
    setTimeout(() => form.setAttribute("data-w-unsaved-force-value", "true"));
  }
});

// What is typed while the screen begins to watch stands in what it takes for the saved form: nobody would notice it.
const LONG_ENOUGH = 4_000;
let unnoticed;

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!target.name || !form?.matches("[data-edit-form]")) return;
  clearTimeout(unnoticed);
  unnoticed = setTimeout(() => form.setAttribute("data-w-unsaved-force-value", "true"), LONG_ENOUGH);
});
document.addEventListener("w-unsaved:add", () => clearTimeout(unnoticed));
