// Keeps the figures fresh: asks for the same piece of HTML every 2 s and changes only what differs, so that focus,
// selection and a screen reader's place stay where they are. Without this script the page is right, only not live.
(() => {
  "use strict";
  const PERIOD = 2000;

  function morph(now, next) {
    if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName) {
      now.replaceWith(next.cloneNode(true));
      return;
    }
    if (now.nodeType === Node.TEXT_NODE) {
      if (now.data !== next.data) now.data = next.data;
      return;
    }
    if (now.nodeType !== Node.ELEMENT_NODE) return;
    for (const { name } of [...now.attributes]) if (!next.hasAttribute(name)) now.removeAttribute(name);
    for (const { name, value } of next.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
    morphChildren(now, next);
  }

  function morphChildren(now, next) {
    const old = [...now.childNodes];
    const fresh = [...next.childNodes];
    fresh.forEach((child, i) => (old[i] ? morph(old[i], child) : now.append(child.cloneNode(true))));
    old.slice(fresh.length).forEach((child) => child.remove());
  }

  function say(stale, text) {
    stale.hidden = !text;
    if (stale.textContent !== text) stale.textContent = text;
    document.body.classList.toggle("is-stale", Boolean(text));
  }

  async function refresh(live, stale) {
    try {
      const answer = await fetch(live.dataset.live, { headers: { Accept: "text/html" }, redirect: "error" });
      if (answer.status === 401) {
        say(stale, "You are logged out; the figures stand still. ");
        const link = document.createElement("a");
        link.href = "/login?to=" + encodeURIComponent(location.pathname + location.search);
        link.textContent = "Log in again";
        stale.append(link);
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      const next = new DOMParser().parseFromString(`<div>${await answer.text()}</div>`, "text/html").body.firstChild;
      morphChildren(live, next);
      document.title = (live.querySelector("h1")?.textContent ?? "") + " · Crosswalk";
      say(stale, "");
    } catch (fault) {
      say(stale, "The engine does not answer; the figures stand still.");
    }
    setTimeout(() => refresh(live, stale), PERIOD);
  }

  const live = document.querySelector("[data-live]");
  const stale = document.getElementById("stale");
  if (live && stale) setTimeout(() => refresh(live, stale), PERIOD);
})();
