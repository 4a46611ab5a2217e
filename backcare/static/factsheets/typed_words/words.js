// What somebody types into a form of staff, kept in this browser until the server has it.
window.typedWords = (() => {
  const about = document.getElementById("typed-words").dataset;
  const DAYS = 7;
  const START = "typed-words:";
  const MINE = `${START}${about.person}:`;
  const MARK = "typed-words-mark";
  const SAVED = "typed-words-saved-";

  // What belongs to the form and not to its words: never kept, and never compared.
  const OF_THE_FORM = new Set(["csrfmiddlewaretoken", MARK, "name-of-form"]);
  const NOT_COMPARED = new Set([
    "next",
    "loaded_revision_id",
    "loaded_revision_created_at",
    "overwrite_revision_id",
    "loaded-values",
    "seen-step",
  ]);
  const BOOKKEEPING = /^comments-|_FORMS$|-id$|-ORDER$/;

  // A browser that is told to keep nothing throws, or has nothing there: words are held for as long as the page lasts then.
  const heldByThePage = () =>
    Object.create({
      getItem(key) { return this[key] ?? null; },
      setItem(key, value) { this[key] = value; },
      removeItem(key) { delete this[key]; },
    });
  const storageCalled = (name) => {
    try {
      return window[name] && window[name].length >= 0 ? window[name] : null;
    } catch {
      return null;
    }
  };
  const session = storageCalled("sessionStorage") ?? heldByThePage();
  const lasting = storageCalled("localStorage");
  const local = lasting ?? heldByThePage();

  const random = () => [...crypto.getRandomValues(new Uint8Array(10))].map((n) => n.toString(16).padStart(2, "0")).join("");
  let tab = (session[`${START}tab`] ??= random());

  // A tab that was doubled has the name of the other: the newer one takes another, so that neither writes over the other's words.
  const page = random();
  const tabs = new BroadcastChannel("typed-words-tabs");
  tabs.addEventListener("message", ({ data }) => {
    if (data.tab !== tab || data.page === page) return;
    if (!data.taken) tabs.postMessage({ tab, page, taken: data.page });
    else if (data.taken === page) tab = session[`${START}tab`] = random();
  });
  tabs.postMessage({ tab, page });

  /** What a form held when somebody began to write in it; null for one that came back unsaved. */
  const before = new WeakMap();
  const lies = new WeakMap();
  let full = !lasting;

  const isSent = (form) =>
    form instanceof HTMLFormElement &&
    form.method === "post" &&
    Boolean(form.closest("main")) &&
    !form.querySelector("[type=password], [autocomplete=one-time-code]");

  // Of an editing screen the form itself; its header and its side panels have small ones of their own.
  const isKept = (form) =>
    isSent(form) &&
    !form.closest("header") &&
    (form.matches("[data-edit-form]") || !document.querySelector("[data-edit-form]"));

  const entries = (data) =>
    [...data].filter(([name, value]) => typeof value === "string" && !OF_THE_FORM.has(name));

  // Formatted text is told by its letters and forms: the keys of its paragraphs are made anew by each editor.
  const plain = (value) => {
    if (value === "null") return "";
    if (!value.startsWith('{"')) return value.replaceAll("\r\n", "\n").trim();
    try {
      const { blocks, entityMap } = JSON.parse(value);
      const told = blocks.map((block) => [block.text, block.type, block.depth, block.inlineStyleRanges, block.entityRanges]);
      return blocks.some((block) => block.text) ? JSON.stringify([told, Object.values(entityMap ?? {})]) : "";
    } catch {
      return value;
    }
  };

  const same = (one, other, without = new Set()) => {
    if (!one || !other) return false;
    const told = (all) =>
      JSON.stringify(
        all
          .filter(([name]) => !NOT_COMPARED.has(name) && !BOOKKEEPING.test(name) && !without.has(name))
          .map(([name, value]) => [name, plain(value)])
          .filter(([, value]) => value),
      );
    return told(one) === told(other);
  };

  const addressOf = (form) => new URL(form.action, location.href).pathname;
  const keyOf = (address) => `${MINE}${tab}:${address}`;

  const read = (key) => {
    try {
      const kept = JSON.parse(local.getItem(key));
      return kept?.entries && kept.at ? { ...kept, key } : null;
    } catch {
      return null;
    }
  };

  const keysThat = (begin) => Object.keys(local).filter((key) => key.startsWith(begin));

  /** All that is kept for this person, the newest first; of one address, if it is given. */
  const all = (address) =>
    keysThat(MINE)
      .map(read)
      .filter((kept) => kept && (!address || kept.address === address))
      .sort((one, other) => other.at.localeCompare(one.at));

  const write = (key, kept) => {
    try {
      local.setItem(key, JSON.stringify(kept));
      full = !lasting;
    } catch {
      full = true;
    }
  };

  const forget = (key) => local.removeItem(key);

  const begin = (form) => {
    if (!before.has(form)) before.set(form, entries(new FormData(form)));
  };

  /** Keep what stands in the form now, or forget it when that is what it began with. Gives back what is kept, or null. */
  const keep = (form) => {
    const address = addressOf(form);
    const key = keyOf(address);
    const last = lies.get(form);
    if (last && last !== key) forget(last);
    lies.set(form, key);
    const now = entries(new FormData(form));
    if (!before.has(form) || same(before.get(form), now)) {
      if (before.has(form)) forget(key);
      return null;
    }
    const title = document.title.replace(/ - Wagtail$/, "");
    const sent = read(key);
    const sign = sent && same(sent.entries, now) ? sent.mark : undefined;
    write(key, { at: new Date().toISOString(), address, title, entries: now, mark: sign });
    return read(key);
  };

  /** The server has taken these words by itself; what was typed meanwhile stays kept. */
  const saved = (form, sent, without) => {
    const took = entries(sent);
    const now = entries(new FormData(form));
    before.set(form, same(took, now, without) ? now : took);
    keep(form);
  };

  /** Send a mark along with the form: a cookie with it says later that its words are saved. */
  const mark = (form) => {
    const kept = keep(form);
    if (!kept) return; // a page that asks once more carries the mark of the form before it
    form.querySelector(`[name=${MARK}]`)?.remove();
    const { key, ...rest } = kept;
    const sign = random();
    write(key, { ...rest, mark: sign });
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: MARK, value: sign }));
  };

  const forgetSaved = () => {
    for (const [, sign] of document.cookie.matchAll(new RegExp(`${SAVED}([a-z0-9]+)=`, "g"))) {
      for (const kept of all()) if (kept.mark === sign) forget(kept.key);
      document.cookie = `${SAVED}${sign}=; path=${about.admin}; max-age=0`;
    }
  };

  const forgetOld = () => {
    const oldest = new Date(Date.now() - DAYS * 86_400_000).toISOString();
    for (const key of keysThat(START)) if (!(read(key)?.at > oldest)) forget(key);
  };

  forgetSaved();
  forgetOld();
  return {
    about, all, addressOf, before, begin, entries, forget, forgetSaved, isKept, isSent, keep, keyOf, mark, same, saved, session, write,
    forms: () => [...document.querySelectorAll("main form")].filter(isKept),
    isFull: () => full,
  };
})();
