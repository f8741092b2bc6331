"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".facts > li")];
  const search = byId("search"), status = byId("status"), order = byId("order"), unsure = byId("unsure");
  const count = byId("count"), clear = byId("clear"), none = byId("none"), list = byId("facts"), theme = byId("theme");
  const picture = document.querySelector("svg.kg-picture");
  const nodes = [...document.querySelectorAll("svg .node")], ties = [...document.querySelectorAll("svg [data-ends]")];
  const facts = items.map((item, rank) => ({
    item, rank,
    text: item.textContent.toLowerCase(),
    ends: item.dataset.ends.split(" "),
    status: item.dataset.status,
    unsure: item.dataset.unsure === "1",
    begin: item.dataset.begin,
  }));
  let picked = [];
  let showUnsure = facts.every((fact) => fact.unsure);

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, hidden = 0;
    for (const fact of facts) {
      const fits = (!status.value || fact.status === status.value) && picked.every((end) => fact.ends.includes(end))
        && words.every((word) => fact.text.includes(word));
      const off = !fits || (fact.unsure && !showUnsure);
      fact.item.hidden = off;
      if (!off) shown += 1;
      if (fits && off) hidden += 1;
    }
    count.textContent = `${shown} ${shown === 1 ? "fact" : "facts"}` + (hidden ? `, ${hidden} less certain hidden` : "");
    if (unsure) {
      unsure.hidden = !facts.some((fact) => fact.unsure);
      unsure.textContent = showUnsure ? "Hide less certain facts" : "Show less certain facts";
      unsure.setAttribute("aria-pressed", String(showUnsure));
    }
    none.hidden = shown > 0;
    const names = picked.map((end) => nodes.find((node) => node.dataset.node === end)?.dataset.name ?? "");
    clear.hidden = !picked.length;
    clear.textContent = picked.length ? `Only ${names.join(" and ")} ✕` : "";
    if (!picture) return;
    picture.classList.toggle("picked", picked.length > 0);
    const near = new Set(picked);
    for (const tie of ties) {
      const ends = tie.dataset.ends.split(" ");
      const on = picked.length > 0 && picked.every((end) => ends.includes(end));
      tie.classList.toggle("on", on);
      if (on) ends.forEach((end) => near.add(end));
    }
    for (const node of nodes) {
      node.classList.toggle("on", near.has(node.dataset.node));
      node.setAttribute("aria-pressed", String(picked.includes(node.dataset.node)));
    }
  };

  const pick = (ends) => {
    picked = picked.length === ends.length && ends.every((end) => picked.includes(end)) ? [] : ends;
    apply();
  };
  for (const node of nodes) {
    node.addEventListener("click", () => pick([node.dataset.node]));
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick([node.dataset.node]); }
    });
  }
  for (const tie of ties) tie.addEventListener("click", () => pick(tie.dataset.ends.split(" ")));
  search.addEventListener("input", apply);
  status.addEventListener("change", apply);
  order.addEventListener("change", () => {
    const by = {
      certain: (a, b) => a.rank - b.rank,
      newest: (a, b) => (b.begin > a.begin) - (b.begin < a.begin) || a.rank - b.rank,
      oldest: (a, b) => ((a.begin || "~") > (b.begin || "~")) - ((a.begin || "~") < (b.begin || "~")) || a.rank - b.rank,
    }[order.value];
    facts.sort(by);
    list.append(...facts.map((fact) => fact.item));
  });
  if (unsure) unsure.addEventListener("click", () => { showUnsure = !showUnsure; apply(); });
  clear.addEventListener("click", () => { picked = []; apply(); search.focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { picked = []; search.value = ""; status.value = ""; apply(); }
    else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); search.focus(); }
  });
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    theme.textContent = dark ? "Dark colours" : "Light colours";
  });
  if (matchMedia("(prefers-color-scheme: dark)").matches) theme.textContent = "Light colours";
  // Printing shows every quote, also those that are folded away.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((more) => { more.open = true; }));
  document.querySelectorAll(".script").forEach((part) => { part.hidden = false; });
  apply();
})();
