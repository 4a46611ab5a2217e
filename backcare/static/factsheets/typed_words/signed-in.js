// Whether the person of this page is still signed in: asked before each save, when a save fails, and when the page is looked
// at again. If not, a dialog leads to signing in beside the page, and the page notices when that is done.
window.stillSignedIn = (() => {
  const words = window.typedWords;
  const { about } = words;
  const CHANNEL = "typed-words-signed-in";
  const OFTEN = 4_000;
  const SELDOM = 30_000;

  const back = [];
  let state = "here";
  let stranger = "";
  let dialog;
  let asking;
  let askedAt = 0;

  const ask = async () => {
    let answer;
    try {
      answer = await fetch(about.who, {
        headers: { Accept: "application/json" },
        cache: "no-store",
        signal: AbortSignal.timeout(15_000),
      });
      if (answer.status >= 500) return "silent";
      if (!answer.headers.get("content-type")?.startsWith("application/json")) return "nobody";
      const { person, name, csrf_token: token } = await answer.json();
      if (!person) return "nobody";
      stranger = name;
      if (person !== about.person) return "other";
      for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
      return "here";
    } catch {
      return answer ? "nobody" : "silent";
    }
  };

  const told = {
    nobody: () => ({
      heading: "You have been signed out",
      text: `${kept()} Sign in again in a new tab, then come back: this page goes on saving.`,
      link: ["Sign in again in a new tab", about.signIn],
    }),
    other: () => ({
      heading: "Somebody else is signed in",
      text: `${stranger} is signed in in this browser now. Nothing on this page is saved under that name. ${kept()} To go on, sign out there and sign in as yourself.`,
      link: ["Open the site in a new tab", about.admin],
    }),
    silent: () => ({
      heading: "The site does not answer",
      text: `${kept()} This page tries again by itself, and goes on saving when it can.`,
    }),
  };

  const kept = () =>
    words.isFull()
      ? "Your words could not be kept in this browser: copy them before you close this page."
      : "Your words are kept in this browser.";

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const show = () => {
    dialog ??= document.body.appendChild(
      element("dialog", { className: "typed-words-dialog", ariaLive: "assertive" }),
    );
    dialog.setAttribute("aria-labelledby", "typed-words-heading");
    const { heading, text, link } = told[state]();
    const close = element("button", { type: "button", className: "button button-secondary" }, "Close");
    close.addEventListener("click", () => dialog.close());
    const buttons = element("p", { className: "typed-words-buttons" });
    if (link) {
      buttons.append(
        element("a", { className: "button", href: link[1], target: "_blank", rel: "noopener" }, link[0]),
      );
    }
    buttons.append(close);
    dialog.replaceChildren(
      element("h2", { id: "typed-words-heading" }, heading),
      element("p", {}, text),
      buttons,
    );
    if (dialog.open) return;
    // While only the site is silent, whoever types goes on typing: the dialog takes neither the keys nor the page.
    if (state === "silent") dialog.setAttribute("open", "");
    else dialog.showModal();
  };

  const take = (found, insist) => {
    const isNews = found !== state;
    if (isNews && dialog?.open) dialog.close();
    state = found;
    askedAt = Date.now();
    if (found === "here") {
      if (isNews) for (const call of back) call();
    } else if (isNews || insist) {
      show();
    }
  };

  /** Resolves to true when a form may be sent. `insist` shows the dialog again that was closed. */
  const check = async ({ insist = false } = {}) => {
    asking ??= ask();
    const found = await asking;
    asking = undefined;
    take(found, insist);
    return found === "here";
  };

  const look = () => {
    if (document.visibilityState !== "visible" || !words.forms().length) return;
    if (Date.now() - askedAt > (state === "here" ? SELDOM : OFTEN - 500)) check();
  };

  // Files that go up by themselves, choosers and the like are sent by Wagtail's own scripts, which only know that it failed.
  window.jQuery?.(document).ajaxError((_event, { statusText }) => {
    if (statusText !== "abort") check({ insist: true });
  });

  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(about.person);
  channel.addEventListener("message", () => {
    if (words.forms().length) check();
  });
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", () => state !== "here" && check());
  setInterval(() => state !== "here" && look(), OFTEN);
  askedAt = Date.now();

  return { check, whenBack: (call) => back.push(call), isHere: () => state === "here" };
})();
