// Which ties are shown: by layer, kind of an end, year and words. Time is read as in the rest of Subties: a tie counts in
// a year that one of its dates may touch; an undated one only where undated ties are asked for.

const years = data.ties.flatMap((tie) => tie.years.flat()).filter((year) => year !== null && year !== undefined);
const lastStart = data.ties.flatMap((tie) => tie.years.map((span) => span[0])).filter((year) => year);
const firstYear = Math.min(...years);
const lastYear = Math.max(...years, ...lastStart);
const hasYears = years.length > 0;

const filter = { layers: new Set(), kind: "", year: null, undated: true, words: "" };
const listeners = [];
let shownTies = data.ties;
let shownNodes = new Set(data.nodes);
const whenFiltered = (listener) => listeners.push(listener);

data.nodes.forEach((node) => { node.folded = folded(`${node.name} ${node.aliases || ""} ${node.id}`); });

const inYear = (tie, year) =>
  tie.years.some(([first, last]) => (first === null || first <= year) && (last === null || last >= year));

function passes(tie) {
  if (filter.layers.size && !filter.layers.has(tie.layer)) return false;
  if (filter.kind && !tie.ends.some((end) => end.kind === filter.kind)) return false;
  if (!tie.years.length && !filter.undated) return false;
  if (filter.year !== null && tie.years.length && !inYear(tie, filter.year)) return false;
  return !filter.words || tie.ends.some((end) => end.folded.includes(filter.words));
}

function applyFilter() {
  shownTies = data.ties.filter(passes);
  shownNodes = new Set(shownTies.flatMap((tie) => tie.ends));
  const all = shownTies.length === data.ties.length;
  const part = all ? `All ${plural(data.ties.length, "tie")}` : `${number(shownTies.length)} of ${plural(data.ties.length, "tie")}`;
  byId("count").textContent = `${part}, ${number(shownNodes.size)} entities`;
  const chosen = [...filter.layers].map((layer) => layer.words);
  byId("layers-shown").textContent = chosen.length ? chosen.join(", ") : "all";
  byId("shown-on-paper").textContent = all ? "" : `Shown here: ${part} (${conditions().join("; ")}).`;
  listeners.forEach((listener) => listener());
}

// The filters in words, for paper, where they cannot be seen.
function conditions() {
  return [
    filter.layers.size ? `layers ${[...filter.layers].map((layer) => layer.words).join(", ")}` : "",
    filter.kind ? `with an end of kind ${words(filter.kind)}` : "", filter.year === null ? "" : `in ${filter.year}`,
    filter.undated ? "" : "without undated ties", filter.words ? `with “${filter.words}” in a name` : "",
  ].filter(Boolean);
}

// Both year sliders and the box show one state.
function setYear(year) {
  filter.year = year;
  byId("by-year").checked = year !== null;
  const shown = year === null ? "any year" : String(year);
  for (const id of ["year", "year-below"]) {
    if (year !== null) byId(id).value = year;
    byId(id).setAttribute("aria-valuetext", shown);
    byId(`${id}-shown`).textContent = shown;
  }
}

function startFilters() {
  const form = byId("filters");
  const chips = form.querySelector(".chips");
  data.layers.forEach((layer) => {
    const box = make("input", { type: "checkbox", onchange: () => {
      if (box.checked) filter.layers.add(layer); else filter.layers.delete(layer);
      applyFilter();
    } });
    layer.swatch = make("span", { class: "swatch bar" });
    chips.append(make("label", { class: "chip" }, box, layer.swatch, layer.words, make("small", {}, number(layer.n))));
  });
  data.kinds.forEach((kind) => byId("kind").append(make("option", { value: kind.id }, `${words(kind.id)} (${kind.n})`)));
  byId("search").addEventListener("focus", () =>
    byId("names").append(...data.nodes.map((node) => make("option", { value: node.name }))), { once: true });
  for (const id of ["year", "year-below"]) {
    Object.assign(byId(id), { min: firstYear, max: lastYear, value: lastYear, disabled: !hasYears });
    byId(id).addEventListener("input", (event) => { setYear(Number(event.target.value)); applyFilter(); });
  }
  byId("by-year").disabled = !hasYears;
  byId("by-year").addEventListener("change", (event) => {
    setYear(event.target.checked ? Number(byId("year").value) : null);
    if (event.target.checked) setUndated(false);
    applyFilter();
  });
  byId("kind").addEventListener("change", (event) => { filter.kind = event.target.value; applyFilter(); });
  byId("undated").addEventListener("change", (event) => { filter.undated = event.target.checked; applyFilter(); });
  let wait;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(wait);
    wait = setTimeout(() => { filter.words = folded(event.target.value.trim()); applyFilter(); }, 120);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); openFound(); });
  form.addEventListener("reset", () => setTimeout(() => {
    Object.assign(filter, { layers: new Set(), kind: "", undated: true, words: "" });
    setYear(null);
    applyFilter();
  }));
  setYear(null);
  const colour = () => data.layers.forEach((layer) => layer.swatch.style.setProperty("--colour", colourOf(layer)));
  colour();
  whenColoursChange(colour);
}

function setUndated(wanted) {
  filter.undated = wanted;
  byId("undated").checked = wanted;
}

// Enter in the search box opens the entity of that name, else the one with most ties that holds the words.
function openFound() {
  const wanted = folded(byId("search").value.trim());
  if (!wanted) return;
  const found = data.nodes.find((node) => folded(node.name) === wanted) || data.nodes.find((node) => node.folded.includes(wanted));
  if (found) openNode(found);
}
