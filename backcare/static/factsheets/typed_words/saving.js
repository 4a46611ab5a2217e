// Keeps words while they are typed, and lets a form go only when the server will take it under the right name.
(() => {
  const words = window.typedWords;
  const signedIn = window.stillSignedIn;
  /** Milliseconds: the editor of formatted text hands on what was typed a quarter of a second later. */
  const EDITOR_HANDS_ON = 250;
  /** Milliseconds between two keepings, at most; as a rule ten times as long as one takes, so that typing stays quick. */
  const PAUSE = 300;
  /** How the styles begin that show where a comment stands. */
  const OF_COMMENTS = "COMMENT-";

  const waiting = new WeakMap();
  const passed = new WeakMap();
  let lastInEditor = -Infinity;
  let held;
  let sent;
  let failed;

  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const formOf = (event) => {
    const form = event.target instanceof Element && event.target.closest("form");
    return form && words.isKept(form) ? form : null;
  };

  for (const kind of ["focusin", "pointerdown", "keydown", "beforeinput", "paste", "drop"]) {
    document.addEventListener(
      kind,
      (event) => {
        const form = formOf(event);
        if (!form) return;
        words.begin(form);
        if (kind !== "focusin" && event.target.closest("[data-draftail-editor-wrapper]")) lastInEditor = performance.now();
      },
      true,
    );
  }

  let takes = 0;

  // The editor of formatted text is asked for what it has not handed on yet. Where a field has comments, Wagtail alone hands on:
  // so what stands in the editor is written down here as Wagtail does, without the places of comments.
  const handOn = (field) => {
    const state = field.draftailEditor?.getEditorState?.();
    if (!state) return;
    const raw = window.Draftail.serialiseEditorStateToRaw(state);
    for (const block of raw?.blocks ?? []) {
      block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !style.startsWith(OF_COMMENTS));
    }
    const value = JSON.stringify(raw);
    if (value === field.value) return; // else what watches the fields would begin again, and never end
    field.rawContentState = raw;
    field.value = value;
  };

  const keepNow = (form) => {
    const began = performance.now();
    for (const field of form.querySelectorAll("[data-draftail-input]")) handOn(field);
    const kept = words.keep(form);
    takes = performance.now() - began;
    return kept;
  };

  const soon = (form) => {
    if (!words.before.has(form) || waiting.has(form)) return;
    waiting.set(
      form,
      setTimeout(() => {
        waiting.delete(form);
        keepNow(form);
      }, Math.min(PAUSE, 10 * takes)),
    );
  };
  for (const kind of ["input", "change", "w-unsaved:add"]) {
    document.addEventListener(kind, (event) => {
      const form = formOf(event);
      if (form) soon(form);
    });
  }
  const keepAll = () => {
    for (const form of words.forms()) if (words.before.has(form) && !passed.has(form)) keepNow(form);
  };
  window.addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepAll());

  // What is picked in a window of its own arrives in a hidden field, and rows come and go: no key is pressed in the form.
  const watching = new MutationObserver((changes) => {
    for (const form of new Set(changes.map(({ target }) => target.closest?.("form")))) {
      if (form && words.isKept(form)) soon(form);
    }
  });
  for (const form of words.forms()) {
    watching.observe(form, { subtree: true, childList: true, attributeFilter: ["value"] });
  }

  // What was typed last has reached the form: the editor first draws it, then counts its quarter of a second.
  const lastKeyIsIn = async () => {
    if (performance.now() - lastInEditor > 2 * EDITOR_HANDS_ON) return;
    await wait(50);
    await wait(EDITOR_HANDS_ON + 50);
  };

  const send = () => {
    const { form, button } = held;
    held = undefined;
    if (!form.isConnected) return;
    if (words.isKept(form)) words.mark(form);
    passed.set(form, performance.now());
    // Wagtail has switched the button off while it says “Saving…”; a button that is off would not be sent along.
    const isOff = button?.disabled;
    if (isOff) button.disabled = false;
    form.requestSubmit(button);
    if (isOff) button.disabled = true;
  };

  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!words.isSent(form)) return;
      if (performance.now() - (passed.get(form) ?? -Infinity) < 10_000) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const isSecond = Boolean(held);
      held = { form, button: event.submitter };
      if (isSecond && !signedIn.isHere()) signedIn.check({ insist: true });
      if (isSecond) return;
      await lastKeyIsIn();
      if (words.isKept(form)) keepNow(form);
      if ((await signedIn.check({ insist: true })) && held) send();
    },
    true,
  );
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    held = undefined;
    words.forgetSaved();
  });

  document.addEventListener("w-autosave:save", ({ detail }) => {
    sent = detail.formData;
  });
  document.addEventListener("w-autosave:success", ({ target: form, detail }) => {
    failed = undefined;
    if (!sent || !words.isKept(form)) return;
    words.saved(form, sent, new Set(Object.keys(detail.data.field_updates ?? {})));
  });
  document.addEventListener("w-autosave:error", ({ target: form, detail }) => {
    if (!words.isKept(form)) return;
    keepNow(form);
    failed = form;
    if (["network_error", "server_error"].includes(detail.type)) signedIn.check();
  });

  signedIn.whenBack(() => {
    if (held) send();
    else if (failed?.isConnected) failed.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } }));
  });
})();
