"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const message = document.getElementById("message");
  const bundle = document.getElementById("bundle");
  const detail = document.getElementById("detail");
  const hint = detail.firstElementChild;
  const LONG = 400;
  const SHORT = 11;

  function make(tag, style, text) {
    const made = document.createElement(tag);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // ---- what stands where

  const sources = [];
  const elements = [];

  function value(kind, index, text, style) {
    const made = make("span", "v" + (style || "") + (text.length > LONG ? " more" : ""));
    made.dataset.kind = kind;
    made.dataset.index = index;
    made.tabIndex = -1;
    return made;
  }

  function block(name, note) {
    const made = make("div", "block");
    const head = make("h2", "", name);
    if (note) head.append(make("small", "", note));
    made.append(head);
    return made;
  }

  function row(name) {
    const made = make("div", "row");
    const side = make("div");
    made.append(make("b", "", name), side);
    return [made, side];
  }

  const PLACE = /^([A-Z][A-Z0-9]{2}(?:\[\d+\])?)-(\d+(?:\[\d+\])?)(.*)$/;

  // Of a document: the part of the header, or the section with its entry; the elements below; the attribute.
  const NODE = /^ClinicalDocument\/(?:component\/structuredBody\/)?((?:component(?:\[\d+\])?\/section\/?)+(?:entry(?:\[\d+\])?)?|[^/@]+)\/?([^@]*)(@.*)?$/;

  function parts(place) {
    const part = PLACE.exec(place);
    if (part) return [part[1], part[1].slice(0, 3) + "-" + part[2], part[3]];
    const node = NODE.exec(place);
    return node ? [node[1].replace(/\/$/, ""), node[2] || node[1], node[3] || ""] : [place, "", ""];
  }

  function showMessage() {
    let segment = "", field = "", into = null, side = null;
    data.sources.forEach((source, index) => {
      const part = [source.place, ...parts(source.place)];
      if (part[1] !== segment) {
        segment = part[1];
        field = "";
        into = block(segment);
        message.append(into);
      }
      if (part[2] !== field) {
        field = part[2];
        let line;
        [line, side] = row(field);
        if (field.length > SHORT) line.classList.add("long");
        into.append(line);
      }
      const lost = source.fate !== "mapped" && source.fate !== "ignored" && source.fate !== "reader";
      const made = value("source", index, source.value, lost ? " lost" : source.fate === "mapped" ? "" : " const");
      if (part[3]) made.append(make("i", "", part[3]));
      made.append(source.value === "" ? '""' : source.value);
      side.append(made);
      if (lost) side.append(make("span", "why", (part[3] ? part[3] + " " : "") + source.reason));
      sources[index] = made;
    });
    if (!data.sources.length) message.append(make("p", "none", "The message could not be read."));
  }

  function showBundle() {
    let resource = "", into = null;
    data.elements.forEach((element, index) => {
      if (element.value === "") return;
      if (element.resource !== resource) {
        resource = element.resource;
        const slash = resource.indexOf("/");
        into = block(resource.slice(0, slash), resource.slice(slash + 1));
        bundle.append(into);
      }
      const [line, side] = row(element.element.slice(element.element.indexOf(".") + 1));
      const made = value("element", index, element.value, element.constant ? " const" : "");
      made.append(element.value);
      side.append(made);
      into.append(line);
      elements[index] = made;
    });
    if (!into) bundle.append(make("p", "none", "No Bundle was made."));
  }

  // ---- what belongs together

  const STYLE = {value: "say", computed: "say", code: "say", kept: "say", identity: "id", condition: "if"};
  let marked = [], shown = null, held = false;

  function mark(node, style) {
    if (node) {
      node.classList.add(style);
      marked.push([node, style]);
    }
  }

  function clear() {
    marked.forEach(([node, style]) => node.classList.remove(style));
    marked = [];
    shown = null;
  }

  function show(node) {
    if (node === shown) return;
    clear();
    shown = node;
    if (!node) {
      detail.replaceChildren(hint);
      return;
    }
    mark(node, "self");
    const index = Number(node.dataset.index);
    const others = node.dataset.kind === "source" ? ofSource(index) : ofElement(index);
    const first = others.find((each) => each.offsetParent !== null);
    if (first) first.scrollIntoView({block: "nearest"});
  }

  function ofSource(index) {
    const source = data.sources[index];
    const found = [];
    source.elements.forEach((each) => {
      const claim = data.elements[each].claims.find((c) => c.source === index && c.use !== "condition");
      mark(elements[each], STYLE[claim ? claim.use : "value"]);
      if (elements[each]) found.push(elements[each]);
    });
    source.decides.forEach((each) => {
      mark(elements[each], "if");
      if (elements[each]) found.push(elements[each]);
    });
    const facts = [["Place", source.place + (source.bytes ? ", bytes " + source.bytes[0] + " to " + source.bytes[1] : "")]];
    facts.push(["Became", source.fate === "mapped" ? list(source.elements) : source.reason]);
    if (source.fate !== "mapped") facts.push(["Reason", source.fate]);
    const kept = source.elements.filter((each) => data.elements[each].claims.some((c) => c.source === index && c.use === "kept"));
    if (kept.length) facts.push(["Kept in", list(kept)]);
    if (source.rule) facts.push(["Rule", source.rule]);
    if (source.decides.length) facts.push(["Decides about", list(source.decides)]);
    tell(source.value === "" ? '""' : source.value, facts);
    return found;
  }

  const MOST = 12;

  function list(indexes) {
    const names = indexes.slice(0, MOST).map((each) => data.elements[each].element);
    return names.join(", ") + (indexes.length > MOST ? " and " + (indexes.length - MOST) + " more" : "");
  }

  function ofElement(index) {
    const element = data.elements[index];
    const found = [];
    element.claims.forEach((claim) => {
      if (claim.source !== undefined) {
        mark(sources[claim.source], STYLE[claim.use] || "say");
        if (claim.use === "condition") found.push(sources[claim.source]);
        else found.unshift(sources[claim.source]);
      }
    });
    const of = (...uses) => element.claims.filter((c) => uses.includes(c.use)).map((c) => c.place).join(", ");
    const facts = [["Element", element.element]];
    const said = of("value", "computed", "code");
    if (said) facts.push([of("computed") ? "Computed of" : of("code") ? "Translated of" : "Says", said]);
    if (of("kept")) facts.push(["Keeps", of("kept")]);
    if (of("identity")) facts.push(["Id made of", of("identity")]);
    if (of("message")) facts.push(["Made of", "the whole message: it has no key of its own"]);
    if (element.constant && element.rule) facts.push(["Constant", "the rule says it"]);
    if (element.rule) facts.push(["Rule", element.rule]);
    if (element.codeRow) facts.push(["Code map", element.codeRow]);
    if (element.through.length) facts.push(["Called by", element.through.join(", ")]);
    if (of("condition")) facts.push(["Decided by", of("condition")]);
    tell(element.value, facts);
    return found;
  }

  function tell(text, facts) {
    const title = make("p");
    title.append(make("code", "", text.length > LONG ? text.slice(0, LONG) + " …" : text));
    const terms = make("dl");
    facts.forEach(([name, fact]) => {
      const dd = make("dd");
      dd.append(make("code", "", fact));
      terms.append(make("dt", "", name), dd);
    });
    detail.replaceChildren(title, terms);
  }

  // ---- pointing and walking

  function at(event) {
    return event.target.closest ? event.target.closest(".v") : null;
  }

  document.querySelector("main").addEventListener("mouseover", (event) => {
    if (!held) show(at(event));
  });
  document.querySelector("main").addEventListener("mouseleave", () => {
    if (!held) show(document.activeElement.classList.contains("v") ? document.activeElement : null);
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const node = at(event);
    held = node !== null && !(held && node === shown);
    show(node);
    if (node) focus(node);
  });
  document.addEventListener("focusin", (event) => {
    const node = at(event);
    if (node && !held) show(node);
  });

  function focus(node) {
    const pane = node.closest("section");
    const before = pane.querySelector('[tabindex="0"]');
    if (before) before.tabIndex = -1;
    node.tabIndex = 0;
    node.focus({preventScroll: true});
    node.scrollIntoView({block: "nearest"});
  }

  function visible(pane) {
    return [...pane.querySelectorAll(".v")].filter((node) => !node.closest(".hide"));
  }

  function step(node, by) {
    const all = visible(node.closest("section"));
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(node) + by))];
    if (next) focus(next);
  }

  function across(node) {
    const other = marked.map(([each]) => each).find((each) => each !== node && each.offsetParent !== null);
    if (other) focus(other);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      held = false;
      show(null);
      return;
    }
    const node = at(event);
    if (!node || event.ctrlKey || event.altKey || event.metaKey) return;
    const done = {
      ArrowDown: () => step(node, 1),
      ArrowUp: () => step(node, -1),
      PageDown: () => step(node, 20),
      PageUp: () => step(node, -20),
      Home: () => step(node, -Infinity),
      End: () => step(node, Infinity),
      ArrowRight: () => node.dataset.kind === "source" && across(node),
      ArrowLeft: () => node.dataset.kind === "element" && across(node),
      Enter: () => { held = !held; },
    }[event.key];
    if (done) {
      event.preventDefault();
      if (event.key !== "Enter") held = false;
      done();
    }
  });

  // ---- the filter

  const filter = document.getElementById("filter");
  const lostOnly = document.getElementById("lost");
  const withConditions = document.getElementById("conditions");

  /** What is asked for stays, and what belongs to it on the other side. */
  function sift() {
    const words = filter.value.trim().toLowerCase();
    const keepSources = new Set(), keepElements = new Set();
    data.sources.forEach((source, index) => {
      const lost = sources[index].classList.contains("lost");
      if ((!lostOnly.checked || lost) && (source.place + " " + source.place.replace(/\[\d+\]/g, "") + " " + source.value + " " + (source.rule || "") + " " + source.fate).toLowerCase().includes(words)) {
        keepSources.add(index);
        if (words || lostOnly.checked) {
          source.elements.forEach((each) => keepElements.add(each));
          if (withConditions.checked) source.decides.forEach((each) => keepElements.add(each));
        }
      }
    });
    data.elements.forEach((element, index) => {
      if (!elements[index]) return;
      if (!lostOnly.checked && (element.resource + " " + element.element + " " + element.value + " " + element.rule + " " + (element.codeRow || "")).toLowerCase().includes(words)) {
        keepElements.add(index);
        if (words) element.claims.forEach((claim) => {
          if (claim.source !== undefined && (claim.use !== "condition" || withConditions.checked)) keepSources.add(claim.source);
        });
      }
    });
    sources.forEach((node, index) => {
      const hide = !keepSources.has(index);
      node.classList.toggle("hide", hide);
      const why = node.nextElementSibling;
      if (why && why.classList.contains("why")) why.classList.toggle("hide", hide);
    });
    elements.forEach((node, index) => node && node.classList.toggle("hide", !keepElements.has(index)));
    document.querySelectorAll(".row").forEach((line) => line.classList.toggle("hide", !line.querySelector(".v:not(.hide)")));
    document.querySelectorAll(".block").forEach((each) => each.classList.toggle("hide", !each.querySelector(".row:not(.hide)")));
    [message, bundle].forEach((pane) => {
      entrance(pane);
      pane.querySelector(".nothing").classList.toggle("hide", visible(pane).length > 0);
    });
  }

  /** One value of each side can be reached with the tabulator. */
  function entrance(pane) {
    if (!pane.querySelector('.v[tabindex="0"]:not(.hide)')) {
      const first = visible(pane)[0];
      if (first) first.tabIndex = 0;
    }
  }

  let waiting = 0;
  filter.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(sift, 120);
  });
  lostOnly.addEventListener("change", sift);
  withConditions.addEventListener("change", sift);

  const title = [data.type, data.controlId, data.message].filter((each) => each).join("  ·  ");
  document.title = title;
  document.getElementById("title").textContent = title;
  showMessage();
  showBundle();
  [[message, "No value of the message is among these."], [bundle, "No element of the Bundle is among these."]].forEach(([pane, text]) => {
    pane.append(make("p", "none nothing hide", text));
    entrance(pane);
  });
  data.issues.forEach((issue) => {
    const where = [issue.place, issue.rule].filter((each) => each).join(", ");
    document.getElementById("remarks").append(make("li", "", issue.severity + " " + issue.code + (where ? " (" + where + ")" : "") + ": " + issue.reason));
  });
  const lost = message.querySelectorAll(".lost").length;
  document.getElementById("counts").textContent = data.sources.length + " values in the message, " + lost + " not in the Bundle; "
    + elements.filter((each) => each).length + " elements; mappings " + data.mappings.slice(0, 12);
})();
