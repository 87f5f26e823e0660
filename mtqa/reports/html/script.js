"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const RANKS = { error: 2, warning: 1, note: 0 };
  const SEVERITIES = { e: "error", w: "warning", n: "note" };
  const FILTERS = ["severity", "family", "rule", "file", "state", "q", "sort"];
  const THEMES = ["auto", "light", "dark"];

  // What the fragment of the address holds: the finding that is shown, and the filters.
  const chosen = { at: "" };
  let found = null; // all findings, by position
  let shown = null; // those that pass the filters, in the order chosen
  let segments = null;
  let here = null;
  let wanted = null; // what is scrolled to
  let typing = null; // a search that is not done yet

  const memory = {
    get(key) { try { return localStorage.getItem(`mtqa-${key}`); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(`mtqa-${key}`, value); } catch { /* not kept */ } },
  };

  // ---- what there is

  function look() {
    if (found) return;
    const families = new Map($$("#rule option[data-family]").map((option) => [option.value, option.dataset.family]));
    segments = [];
    found = [];
    for (const doc of $$(".doc")) {
      for (const list of $$(".fs", doc)) {
        const element = list.parentElement;
        const segment = { element, doc, chunk: element.parentElement, findings: [], order: segments.length, mixed: false };
        segments.push(segment);
        for (const item of list.children) {
          const { s } = item.dataset;
          const rule = ruleOf(item);
          const finding = {
            element: item, segment, order: found.length, rule, family: families.get(rule),
            severity: SEVERITIES[item.classList[1]],
            state: item.classList.contains("known") ? "known" : "new",
            file: doc.dataset.path, score: s === undefined ? Infinity : Number(s), on: true,
          };
          segment.findings.push(finding);
          found.push(finding);
        }
      }
    }
  }

  const ruleOf = (item) => $(".why", item).hash.slice(3);
  const labelOf = (item) => item.firstElementChild.textContent;
  const marksOf = (item) => $$("mark", item.closest(".s")).filter((mark) => mark.dataset.n === labelOf(item));

  const textOf = (segment) =>
    (segment.text ??= $$(".t, .o", segment.element).map((one) => one.textContent).join("\n").toLowerCase());
  const saidOf = (finding) =>
    (finding.text ??= finding.element.textContent.toLowerCase());

  // ---- filters

  function passes(finding, wanted) {
    return (!wanted.severities.size || wanted.severities.has(finding.severity))
      && (!chosen.family || finding.family === chosen.family)
      && (!chosen.rule || finding.rule === chosen.rule)
      && (!chosen.file || finding.file === chosen.file)
      && (!chosen.state || finding.state === chosen.state)
      && (!wanted.q || textOf(finding.segment).includes(wanted.q) || saidOf(finding).includes(wanted.q));
  }

  function apply() {
    look();
    const wanted = { q: (chosen.q ?? "").toLowerCase(), severities: new Set((chosen.severity ?? "").split(",").filter(Boolean)) };
    const filtered = FILTERS.some((key) => key !== "sort" && chosen[key]);
    const alive = new Set();
    for (const segment of segments) {
      let on = 0;
      for (const finding of segment.findings) {
        const passed = passes(finding, wanted);
        on += passed;
        if (finding.on !== passed) {
          finding.on = passed;
          finding.element.hidden = !passed;
        }
      }
      segment.element.hidden = !on;
      if (on) alive.add(segment.chunk).add(segment.doc);
      const mixed = on > 0 && on < segment.findings.length;
      if (mixed || segment.mixed) dim(segment);
      segment.mixed = mixed;
    }
    for (const box of $$(".doc, .doc > .chunk")) box.hidden = filtered && !alive.has(box);
    root.classList.toggle("filtered", filtered);
    shown = found.filter((finding) => finding.on);
    sort();
    $("#count").textContent = filtered ? `${number(shown.length)} of ${number(found.length)} findings` : plural(found.length);
    controls();
  }

  const number = (value) => value.toLocaleString("en");
  const plural = (value) => `${number(value)} finding${value === 1 ? "" : "s"}`;

  // Marks of findings that are filtered out step back.
  function dim(segment) {
    const off = new Set(segment.findings.filter((finding) => !finding.on).map((finding) => labelOf(finding.element)));
    for (const mark of $$("mark", segment.element)) mark.classList.toggle("off", off.has(mark.dataset.n));
  }

  // Segments are moved to a list of their own, and leave a comment where they stood.
  function sort() {
    const by = chosen.sort ?? "";
    root.classList.toggle("sorting", Boolean(by));
    const box = $("#sorted");
    if (!by) {
      for (const segment of segments) {
        if (!segment.lined) continue;
        segment.home.after(segment.element);
        line(segment, segment.findings);
      }
      box.replaceChildren();
      return;
    }
    const rank = by === "score"
      ? (finding) => finding.score
      : (finding) => -RANKS[finding.severity];
    const within = ({ findings }) => [...findings].sort((a, b) => rank(a) - rank(b) || a.order - b.order);
    const best = new Map();
    for (const finding of shown) best.set(finding.segment, Math.min(best.get(finding.segment) ?? Infinity, rank(finding)));
    const order = [...best.keys()].sort((a, b) => best.get(a) - best.get(b) || a.order - b.order);
    const many = $$(".doc").length > 1;
    const chunks = [];
    order.forEach((segment, place) => {
      line(segment, within(segment));
      if (!segment.home) segment.element.before(segment.home = document.createComment(""));
      if (many) segment.element.dataset.in = segment.doc.dataset.path;
      if (place % 50 === 0) {
        chunks.push(document.createElement("div"));
        chunks.at(-1).className = "chunk";
      }
      chunks.at(-1).append(segment.element);
    });
    for (const segment of segments) if (!best.has(segment)) segment.home?.after(segment.element);
    box.replaceChildren(...chunks);
    shown = order.flatMap((segment) => within(segment).filter((finding) => finding.on));
  }

  // The findings beside a segment, in this order.
  function line(segment, findings) {
    segment.lined = findings !== segment.findings;
    $(".fs", segment.element).append(...findings.map((finding) => finding.element));
  }

  // The controls as the filters are.
  function controls() {
    const severities = (chosen.severity ?? "").split(",");
    for (const box of $$(".bar [name=severity]")) box.checked = severities.includes(box.value);
    for (const key of ["family", "rule", "file", "state", "sort", "q"]) {
      const control = document.getElementById(key);
      if (control && control.value !== (chosen[key] ?? "")) control.value = chosen[key] ?? "";
    }
    for (const link of $$("a[data-key]")) {
      const { key, value } = link.dataset;
      const on = key === "severity" ? severities.includes(value) : chosen[key] === value;
      if (on) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function choose(changes) {
    Object.assign(chosen, changes);
    remember();
    apply();
  }

  // ---- the fragment

  function fragment(at = chosen.at) {
    const parts = at ? [at] : [];
    for (const key of FILTERS) if (chosen[key]) parts.push(`${key}=${encodeURIComponent(chosen[key])}`);
    return parts.length ? `#${parts.join("&")}` : "";
  }

  let written = null;
  function remember() {
    clearTimeout(written);
    written = setTimeout(() => history.replaceState(null, "", fragment() || location.pathname + location.search), 100);
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  function recall() {
    const parts = location.hash.slice(1).split("&").filter(Boolean);
    const given = Object.fromEntries(parts.filter((part) => part.includes("=")).map((part) => {
      const [key, ...rest] = part.split("=");
      return [key, decoded(rest.join("="))];
    }));
    const [first] = parts.filter((part) => !part.includes("="));
    if (first && !first.startsWith("f-")) return reveal(document.getElementById(first));
    const changed = FILTERS.some((key) => (chosen[key] ?? "") !== (given[key] ?? ""));
    for (const key of FILTERS) chosen[key] = given[key] ?? "";
    chosen.at = first ?? "";
    if (changed) apply();
    if (first) go(document.getElementById(first), true);
  }

  // ---- going from one to the next

  function reveal(element) {
    if (!element) return;
    for (let box = element; box; box = box.parentElement) {
      box.hidden = false;
      if (box.tagName === "DETAILS") box.open = true;
      if (box.previousElementSibling?.matches(".q")) box.previousElementSibling.setAttribute("aria-expanded", "true");
      if (box.matches(".run")) box.style.display = "block";
    }
    settle(wanted = element);
  }

  // What was never laid out has only a guessed height: look again until nothing moves.
  function settle(element, frames = 12, calm = 0, before = NaN) {
    if (element !== wanted) return;
    calm = Math.abs(element.getBoundingClientRect().top - before) < 1 ? calm + 1 : 0;
    if (!calm) element.scrollIntoView({ block: "center" });
    const { top } = element.getBoundingClientRect();
    if (frames && calm < 3) requestAnimationFrame(() => settle(element, frames - 1, calm, top));
  }

  function highlight(item, on) {
    item.classList.toggle("here", on);
    for (const mark of marksOf(item)) mark.classList.toggle("here", on);
  }

  function go(item, open = false) {
    if (!item) return;
    if (here) highlight(here, false);
    here = item;
    highlight(item, true);
    if (open) fold(item, false);
    reveal(item);
    item.firstElementChild.focus({ preventScroll: true });
    chosen.at = item.id;
    remember();
  }

  function step(by) {
    if (!shown) apply();
    if (!shown.length) return;
    const at = shown.findIndex((finding) => finding.element === here);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
    go(shown[next].element);
  }

  // ---- one finding

  function button(label, action) {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", action);
    return one;
  }

  // The text of a finding as a baseline has it.
  function excerpt(item) {
    const whole = $(".t", item.closest(".s")).cloneNode(true);
    for (const one of $$(".q", whole)) one.remove();
    const marks = marksOf(item).filter((mark) => mark.closest(".t"));
    const text = marks.some((mark) => mark.matches(".whole")) ? whole.textContent : marks.map((mark) => mark.textContent).join("");
    return [...text.trim().split(/\s+/).join(" ")].slice(0, 60).join("");
  }

  // What is the same for all findings of a rule, and what needs a script, is made when a finding is unfolded.
  function fold(item, folded = item.firstElementChild.getAttribute("aria-expanded") === "true") {
    item.firstElementChild.setAttribute("aria-expanded", String(!folded));
    const body = $(".d", item) ?? complete(item);
    body.hidden = folded;
  }

  function complete(item) {
    const rule = ruleOf(item);
    const { known, ignore } = (item.closest(".doc") ?? segments.find((one) => one.element.contains(item)).doc).dataset;
    const [manual, option] = [document.getElementById(`r-${rule}`), $(`#rule option[value="${rule}"]`)];
    const body = document.createElement("div");
    body.className = "d";
    const gist = document.createElement("p");
    if (manual) gist.append($("summary", manual).lastChild.cloneNode(true));
    const segment = item.closest(".s").dataset.i;
    const facts = document.createElement("p");
    facts.textContent = `${option?.dataset.family ?? ""}, ${item.firstElementChild.title}; ${item.dataset.w}${segment ? `, segment ${segment}` : ""}`;
    body.append(gist, facts, button("Copy link", () => copy(location.href.split("#")[0] + fragment(item.id), "The link")));
    if (ignore) body.append(button("Copy suppression", () => copy(ignore.replaceAll("{rule}", rule), "The suppression")));
    const mark = item.id.slice(2).split(".")[0];
    body.append(button("Copy baseline line", () => copy(`${[mark, known, rule, excerpt(item)].join("\t")}\n`, "The line for the baseline")));
    item.append(body);
    return body;
  }

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    tell(`${what} is on the clipboard`);
  }

  let silence = null;
  function tell(text) {
    $("#told").textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => $("#told").textContent = "", 2500);
  }

  // ---- panels

  function panel(title, ...content) {
    const box = $("#panel");
    const form = document.createElement("form");
    form.method = "dialog";
    const close = document.createElement("button");
    close.textContent = "Close";
    form.append(close);
    box.replaceChildren(form, ...content);
    title.id = "panel-title";
    if (!box.open) box.showModal();
  }

  function explain(rule) {
    const manual = document.getElementById(`r-${rule}`);
    if (!manual) return;
    const title = document.createElement("h2");
    title.textContent = rule;
    const page = document.createElement("div");
    page.className = "manual";
    const gist = document.createElement("p");
    gist.append($("summary", manual).lastChild.cloneNode(true));
    page.append(gist, ...[...manual.children].slice(1).map((child) => child.cloneNode(true)));
    panel(title, title, page);
  }

  function keys() {
    const content = $("#keys").content.cloneNode(true);
    const box = $("#shortcuts", content);
    box.checked = memory.get("keys") !== "off";
    box.addEventListener("change", () => memory.set("keys", box.checked ? "on" : "off"));
    panel($("h2", content), content);
  }

  function theme(name) {
    if (THEMES.includes(name)) root.dataset.theme = name;
    const control = $("#theme");
    if (control) control.textContent = `Theme: ${root.dataset.theme}`;
  }

  function nextTheme() {
    theme(THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length]);
    memory.set("theme", root.dataset.theme);
  }

  function unfold() {
    const control = $("#unfold");
    const open = control.getAttribute("aria-pressed") !== "true";
    control.setAttribute("aria-pressed", String(open));
    control.textContent = open ? "Fold all" : "Unfold all";
    for (const box of $$(".run")) box.open = open;
    look();
    for (const finding of found) fold(finding.element, !open);
    for (const one of $$(".q")) one.setAttribute("aria-expanded", String(open));
  }

  function reset() {
    clearTimeout(typing);
    choose(Object.fromEntries(FILTERS.map((key) => [key, ""])));
  }

  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    "/": () => $("#q")?.focus(), "?": keys, u: unfold, x: reset, t: nextTheme,
    e: () => here && explain(ruleOf(here)),
    Enter: () => here && fold(here),
  };

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $("#panel").open) return;
    const target = event.target;
    if (target.matches("input[type=search]")) {
      if (event.key === "Escape" || event.key === "Enter") { event.preventDefault(); target.blur(); }
      return;
    }
    if (target.matches("select, textarea") || !KEYS[event.key] || !$(".bar")) return;
    if (event.key === "Enter" && target !== document.body) return;
    if (event.key.length === 1 && event.key !== "?" && memory.get("keys") === "off") return;
    event.preventDefault();
    KEYS[event.key]();
  }

  function click(event) {
    const target = event.target;
    const link = target.closest("a");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      const { key: name, value } = link.dataset;
      const to = link.getAttribute("href");
      if (name === "severity") {
        event.preventDefault();
        const now = new Set((chosen.severity ?? "").split(",").filter(Boolean));
        if (!now.delete(value)) now.add(value);
        choose({ severity: [...now].join(",") });
      } else if (name) {
        event.preventDefault();
        choose({ [name]: chosen[name] === value ? "" : value });
      } else if (link.matches(".why")) {
        event.preventDefault();
        explain(to.slice(3));
      } else if (to.startsWith("#")) {
        event.preventDefault();
        const place = document.getElementById(to.slice(1));
        reveal(place);
        if (place) flash(place);
      }
      return;
    }
    const quiet = target.closest(".q");
    if (quiet) return quiet.setAttribute("aria-expanded", String(quiet.getAttribute("aria-expanded") !== "true"));
    const item = target.closest(".f");
    if (item && target === item.firstElementChild) fold(item);
    else if (item && !target.closest("button") && getSelection().isCollapsed) go(item);
    const mark = target.closest("mark[data-n]");
    if (mark && getSelection().isCollapsed) {
      const named = $$(".f", mark.closest(".s")).find((one) => labelOf(one) === mark.dataset.n);
      if (named && !named.hidden) go(named);
    }
  }

  function flash(place) {
    place.classList.add("here");
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    setTimeout(() => place.classList.remove("here"), 2000);
  }

  function start() {
    theme(root.dataset.theme);
    $("#theme").addEventListener("click", nextTheme);
    $("#help").addEventListener("click", keys);
    document.addEventListener("click", click);
    document.addEventListener("keydown", key);
    const bar = $(".bar");
    if (bar) {
      bar.addEventListener("submit", (event) => event.preventDefault());
      bar.addEventListener("reset", (event) => { event.preventDefault(); reset(); });
      bar.addEventListener("input", (event) => {
        const { id, name, value } = event.target;
        clearTimeout(typing);
        if (name === "severity") choose({ severity: $$(".bar [name=severity]:checked").map((box) => box.value).join(",") });
        else if (id === "q") typing = setTimeout(() => choose({ q: value }), 150);
        else if (FILTERS.includes(id)) choose({ [id]: value });
      });
      $("#unfold").addEventListener("click", unfold);
      addEventListener("hashchange", recall);
      if (location.hash) recall();
      // The browser itself goes to the fragment until all is loaded.
      addEventListener("load", () => wanted && settle(wanted));
    }
  }

  root.classList.add("js");
  root.dataset.theme = "auto";
  theme(memory.get("theme"));
  document.addEventListener("DOMContentLoaded", start);
})();
