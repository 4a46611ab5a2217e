// The finder refreshes its results in place. Without this file, the button of the form does the same.
const form = document.querySelector("#finder");
const groups = document.querySelector("#groups");
const found = document.querySelector("#found");
let asking;

async function refresh() {
  asking?.abort();
  const mine = (asking = new AbortController());
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  groups.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: mine.signal });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    groups.replaceChildren(...fresh.querySelector("#groups").children);
    found.textContent = fresh.querySelector("#found").textContent.trim();
    history.replaceState(null, "", address);
    return true;
  } catch {
    if (mine.signal.aborted) return true; // a later tick asks again
    groups.replaceChildren(); // never results for other ticks
    found.textContent = form.dataset.fault;
    return false;
  } finally {
    if (mine === asking) groups.removeAttribute("aria-busy");
  }
}

form?.addEventListener("change", refresh);
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await refresh()) document.querySelector("#results").focus();
  else form.submit();
});
