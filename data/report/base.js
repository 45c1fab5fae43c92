// The data of the report, and small helpers. Text from the data enters the page as text only, never as HTML.

const data = JSON.parse(document.getElementById("report-data").textContent);
for (const list of ["nodes", "ties", "statements", "documents", "layers", "kinds"]) data[list] = data[list] || [];
data.nodes.forEach((node, at) => Object.assign(node, { index: at, ties: [] }));
data.ties.forEach((tie, at) => {
  Object.assign(tie, { index: at, years: tie.years || [], said: tie.said || [], layer: data.layers[tie.layer] });
  tie.ends = tie.ends.map((end) => data.nodes[end]);
  new Set(tie.ends).forEach((node) => node.ties.push(tie));
});
const kinds = new Map(data.kinds.map((kind) => [kind.id, kind]));

const byId = (id) => document.getElementById(id);

// An element with attributes and children; `on…` attributes are listeners, strings become text.
function make(name, attributes, ...children) {
  const svg = ["svg", "g", "path", "circle", "rect", "line", "text", "title"].includes(name);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "colour") element.style.setProperty("--colour", value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

// Less of something where more than `many` are drawn, so that they can be seen through or apart.
const thinned = (full, n, many) => full * Math.max(0.15, Math.min(1, Math.sqrt(many / Math.max(n, 1))));
const number = (value) => value.toLocaleString("en");
const plural = (n, noun) => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;
// A name without case and diacritics, to be searched in.
const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
// "InvestsIn" and "TRADES_WITH" as words.
const words = (text) => text.replace(/_/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
// A date or interval of EDTF as people write it.
function spoken(when) {
  if (!when.includes("/")) return when;
  const [start, end] = when.split("/");
  if (!start || start === "..") return `until ${end}`;
  if (!end) return `from ${start}`;
  return end === ".." ? `since ${start}` : `${start} to ${end}`;
}
const dated = (tie) => (tie.dates || []).map(spoken).join(", ");

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
const printing = window.matchMedia("print");
const isDark = () => darkScheme.matches && !printing.matches;
const colourOf = (thing) => (isDark() ? thing.dark : thing.light);
const kindColour = (node) => colourOf(kinds.get(node.kind));
const fromStyle = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
// Calls `draw` when the colours of the page change: another scheme, or paper.
function whenColoursChange(draw) {
  darkScheme.addEventListener("change", draw);
  printing.addEventListener("change", draw);
}

// A `draw` that waits until its part of the page comes near the window, is printed, or the browser has nothing else to do:
// so that a large report opens fast.
function drawWhenNear(part, draw) {
  let near = false, wanted = false;
  const now = () => { wanted = false; draw(); };
  const late = () => { if (wanted) now(); };
  new IntersectionObserver(([entry]) => {
    near = entry.isIntersecting;
    if (near) late();
  }, { rootMargin: "200px" }).observe(part);
  window.addEventListener("beforeprint", late);
  window.addEventListener("load", () => (window.requestIdleCallback || ((then) => setTimeout(then, 500)))(late));
  return () => { if (near) now(); else wanted = true; };
}
