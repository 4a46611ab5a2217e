// Suggestions while a reader types: the ARIA practice of an editable combobox.
const form = document.querySelector(".search");
const box = form.q;
const [list, told] = form.querySelectorAll("ul, [role=status]");
let active, asking, waiting;

function make(name, values) {
  return set(document.createElement(name), values);
}
function set(element, values) {
  for (const name in values) element?.setAttribute(name, values[name]);
  return element;
}

function choose(option) {
  set(active, { "aria-selected": false });
  active = set(option, { "aria-selected": true });
  set(box, { "aria-activedescendant": active?.id ?? "" });
  active?.scrollIntoView({ block: "nearest" });
}

function show(found) {
  choose();
  list.replaceChildren(...found.map(({ name, detail, url, level = "" }, place) => {
    const option = make("li", { id: `option-${place}`, role: "option", class: level });
    option.append(name, make("small"));
    option.lastChild.append(detail);
    option.onclick = () => location.assign(url);
    return option;
  }));
  list.hidden = !found.length;
  set(box, { "aria-expanded": !list.hidden });
  const warning = found[0]?.level ? `${found[0].name}. ` : "";
  told.textContent = found.length ? `${warning}Suggestions: ${found.length}` : "";
}

function close() {
  clearTimeout(waiting);
  asking?.abort();
  show([]);
}

async function ask() {
  asking = new AbortController();
  try {
    const answer = await fetch(`${form.action}suggestions?q=${encodeURIComponent(box.value)}`, asking);
    show((await answer.json()).suggestions);
  } catch {} // no help
}

set(box, { role: "combobox", "aria-autocomplete": "list" });
close();

box.onblur = close;
box.oninput = () => {
  close();
  waiting = setTimeout(ask, 150);
};
list.onmousedown = () => false; // the box keeps the focus
box.onkeydown = ({ key }) => {
  const act = {
    ArrowDown: () => choose(active ? active.nextSibling : list.firstChild),
    ArrowUp: () => choose(active ? active.previousSibling : list.lastChild),
    Escape: close,
    Enter: active && (() => active.click()),
  }[key];
  if (list.hidden || !act) return;
  act();
  return false;
};
