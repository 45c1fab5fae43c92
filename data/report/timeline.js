// The timeline: ties by the year in which they began, stacked by colour of their type. A click on a year filters by it.

const HIGH = 220, BELOW = 26, LEFT = 34;

function startTimeline() {
  whenColoursChange(drawTimeline);
  whenFiltered(drawTimeline);
  let wide = 0;
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - wide) > 1) { wide = entry.contentRect.width; drawTimeline(); }
  }).observe(byId("timeline-drawing"));
}

// The ties that the other filters leave, whatever the year: else the bars around the chosen year would vanish.
function timelineTies() {
  const year = filter.year;
  filter.year = null;
  const found = data.ties.filter(passes);
  filter.year = year;
  return found;
}

function drawTimeline() {
  const ties = timelineTies();
  const born = ties.filter((tie) => tie.born);
  const unborn = ties.length - born.length;
  byId("unborn").textContent = unborn ? `${plural(unborn, "tie")} of unknown beginning ${unborn === 1 ? "is" : "are"} left out.` : "";
  const wide = byId("timeline-drawing").clientWidth || 800;
  if (!born.length) { byId("timeline-drawing").replaceChildren(make("p", { class: "note" }, "No dated ties are left.")); return; }
  const all = data.ties.filter((tie) => tie.born).map((tie) => tie.born);
  const first = Math.min(...all), last = Math.max(lastYear, ...all), step = (wide - LEFT) / (last - first + 1);
  const stacks = new Map();
  born.forEach((tie) => {
    const stack = stacks.get(tie.born) || new Map();
    const found = stack.get(tie.layer.light) || { layer: tie.layer, n: 0, names: new Set() };
    found.n += 1;
    found.names.add(tie.layer.words);
    stacks.set(tie.born, stack.set(tie.layer.light, found));
  });
  const most = Math.max(...[...stacks.values()].map((stack) => [...stack.values()].reduce((sum, part) => sum + part.n, 0)));
  const tick = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000].find((size) => most / size <= 5) || most;
  const top = Math.ceil(most / tick) * tick, y = (n) => HIGH - (HIGH - 14) * n / top, x = (year) => LEFT + (year - first) * step;
  const svg = make("svg", { class: "timeline", viewBox: `0 0 ${wide} ${HIGH + BELOW}`, role: "img",
    "aria-label": `Ties by the year in which they began, ${first} to ${last}; at most ${most} in one year` });
  for (let n = 0; n <= top; n += tick) {
    svg.append(make("line", { class: "grid", x1: LEFT, x2: wide, y1: y(n), y2: y(n) }), make("text", { x: LEFT - 8, y: y(n) + 4, "text-anchor": "end" }, number(n)));
  }
  const every = [1, 2, 5, 10, 20, 50].find((size) => step * size > 46) || 100;
  for (let year = first; year <= last; year += 1) {
    let sum = 0;
    const parts = [...(stacks.get(year) || new Map()).values()].sort((a, b) => (a.layer.light < b.layer.light ? -1 : 1));
    for (const { layer, n } of parts) {
      svg.append(make("rect", { x: x(year) + step * 0.12, width: Math.max(1, step * 0.76), y: y(sum + n), height: y(sum) - y(sum + n), fill: colourOf(layer) }));
      sum += n;
    }
    if (year % every === 0) svg.append(make("text", { x: x(year) + step / 2, y: HIGH + 18, "text-anchor": "middle" }, String(year)));
    const text = `${year}: ${plural(sum, "tie")}${parts.length ? ` (${parts.map((part) => `${[...part.names].join(", ")} ${part.n}`).join("; ")})` : ""}`;
    svg.append(make("rect", { class: year === filter.year ? "now" : "pick", x: x(year), width: step, y: 0, height: HIGH,
      onclick: () => { setYear(year === filter.year ? null : year); applyFilter(); } }, make("title", {}, text)));
  }
  byId("timeline-drawing").replaceChildren(svg);
}
