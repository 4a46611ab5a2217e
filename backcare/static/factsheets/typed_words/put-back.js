// Words that are kept and not saved are offered when their form is opened again, and listed where there is no form.
(() => {
  const words = window.typedWords;
  const { about } = words;
  const ASKED = "typed-words:asked";
  const NOT_WORDS = /_FORMS$|^loaded[_-]|-id$|-ORDER$|^next$|^comment_notifications$|^seen-step$/;
  const OWN_WIDGETS = "[data-draftail-input], [name$='-TOTAL_FORMS'], [data-chooser], .chooser";

  const NO_FILES = "A browser cannot keep files: choose them once more.";

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const button = (name, look, act) => {
    const made = element("button", { type: "button", className: `button ${look}` }, name);
    made.addEventListener("click", act);
    return made;
  };
  const when = (kept) =>
    new Date(kept.at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

  // A form with widgets of its own is drawn anew by the server, with the words in it and nothing saved.
  const byTheServer = async (form, kept) => {
    if (!(await window.stillSignedIn.check({ insist: true }))) return;
    words.session[ASKED] = kept.at;
    const asking = element("form", { method: "post", action: form.action, hidden: true });
    const fields = [
      ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value],
      ["typed-words-put-back", JSON.stringify(kept.entries)],
    ];
    for (const [name, value] of fields) asking.append(element("input", { type: "hidden", name, value }));
    document.body.append(asking);
    asking.submit();
  };

  const byHand = (form, kept) => {
    words.before.set(form, null);
    const names = new Set(kept.entries.map(([name]) => name));
    for (const field of form.elements) {
      const values = kept.entries.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.multiple) for (const option of field.options ?? []) option.selected = values.includes(option.value);
      else if (names.has(field.name)) [field.value] = values;
      else continue;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const homeless = rowsOf(kept.entries.filter(([name]) => !form.elements[name]));
    if (homeless.length) {
      form.before(
        element(
          "div",
          { className: "typed-words-offer nice-padding", role: "status" },
          element("p", {}, "Your words are back in this form, but for these, which stood in rows that the form does not have yet. Copy them."),
          element("table", { className: "listing" }, element("tbody", {}, ...homeless)),
        ),
      );
    }
    words.keep(form);
  };

  const putBack = (form, kept, offer) => {
    const { key, ...rest } = kept;
    const own = words.keyOf(words.addressOf(form));
    if (key !== own) {
      words.write(own, rest);
      words.forget(key);
    }
    offer.remove();
    if (form.querySelector(OWN_WIDGETS) && words.session[ASKED] !== kept.at) byTheServer(form, kept);
    else byHand(form, kept);
  };

  const offerIn = (form) => {
    const held = words.entries(new FormData(form));
    for (const kept of words.all(words.addressOf(form))) if (words.same(kept.entries, held)) words.forget(kept.key);
    const [kept] = words.all(words.addressOf(form));
    if (!kept) return;
    // The server was asked, and this screen of it knows nothing of kept words.
    if (words.session[ASKED] === kept.at) return byHand(form, kept);
    const offer = element("div", { className: "typed-words-offer nice-padding", role: "status" });
    offer.append(
      element("p", {}, `Words that you typed here on ${when(kept)} were not saved.`),
      ...(form.querySelector("[type=file]") ? [element("p", {}, NO_FILES)] : []),
      element(
        "p",
        { className: "typed-words-buttons" },
        button("Put them back", "button-small", () => putBack(form, kept, offer)),
        button("Throw them away", "button-small button-secondary", () => {
          words.forget(kept.key);
          offer.remove();
        }),
      ),
    );
    form.before(offer);
  };

  // The form came back with the words in it, and nothing is saved: they stay kept, and are of the text that they were written from.
  const goOnWith = (form) => {
    const isForWords = [...form.elements].some(({ type }) => !["hidden", "submit", "button"].includes(type));
    if (!isForWords) return;
    words.before.set(form, null);
    const kept = words.all(words.addressOf(form)).find(({ key }) => key === words.keyOf(words.addressOf(form)));
    if (!about.putBack || !kept) return;
    for (const name of ["loaded_revision_id", "loaded_revision_created_at", "loaded-values"]) {
      const then = kept.entries.find(([each]) => each === name);
      if (then && form.elements[name]) form.elements[name].value = then[1];
    }
  };

  const readable = (value) => {
    if (!value.startsWith('{"')) return value;
    try {
      return JSON.parse(value).blocks.map(({ text }) => text).join("\n");
    } catch {
      return value;
    }
  };

  // “suitabilities-0-note” is “Suitabilities 1, note”.
  const inWords = (name) => {
    const said = name.replace(/-(\d+)-/g, (_, number) => ` ${Number(number) + 1}, `).replaceAll(/[_-]/g, " ");
    return said.charAt(0).toUpperCase() + said.slice(1);
  };

  const rowsOf = (entries) =>
    entries
      .filter(([name, value]) => readable(value) && value !== "null" && !NOT_WORDS.test(name))
      .map(([name, value]) =>
        element("tr", {}, element("th", { scope: "row" }, inWords(name)), element("td", { className: "typed-words-text" }, readable(value))),
      );

  const list = (place) => {
    const found = words.all(place.dataset.address);
    if (!found.length && !place.dataset.address) place.append(element("p", {}, "Nothing is kept."));
    for (const kept of found) {
      const rows = rowsOf(kept.entries);
      const part = element("section", {});
      part.append(
        element("h2", {}, kept.title),
        element("p", {}, `Typed on ${when(kept)}, kept in this browser. `, element("a", { href: kept.address }, "Open the form")),
        element("table", { className: "listing" }, element("tbody", {}, ...rows)),
        button("Throw these words away", "button-secondary", () => {
          words.forget(kept.key);
          part.remove();
        }),
      );
      place.append(part);
    }
  };

  // Whoever takes the saved text instead has decided about their own.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[data-typed-words-forget]");
    if (link) for (const kept of words.all(link.pathname)) words.forget(kept.key);
  });

  const cameBack = about.putBack || about.method === "POST";
  for (const form of words.forms()) (cameBack ? goOnWith : offerIn)(form);
  for (const place of document.querySelectorAll("[data-typed-words-list]")) list(place);
})();
