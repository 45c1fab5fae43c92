// The map: arcs between places, one for each pair and type of tie, as wide as there are ties.

const drawing = { x: 0, y: 0, width: data.map.width, height: data.map.height };
const NAMED = 14; // places whose names are shown at once

function startMap() {
  const svg = byId("map-svg");
  const types = new Map();
  data.layers.forEach((layer) => {
    const type = layer.id.split(":")[0];
    types.set(type, { light: layer.light, dark: layer.dark, n: (types.get(type) || { n: 0 }).n + layer.n });
  });
  const families = new Map(); // types of one colour stand together
  for (const [type, found] of types) {
    const family = families.get(found.light) || { ...found, names: [], n: 0 };
    family.names.push(words(type).toLowerCase());
    family.n += found.n;
    families.set(found.light, family);
  }
  const legend = [...families.values()].sort((a, b) => b.n - a.n);
  byId("types-legend").append(...legend.map((family) => {
    family.swatch = make("span", { class: "swatch bar" });
    return make("span", {}, family.swatch, family.names.join(", "), make("small", {}, number(family.n)));
  }));
  const draw = drawWhenNear(byId("map"), drawMap);
  const colour = () => {
    legend.forEach((family) => family.swatch.style.setProperty("--colour", colourOf(family)));
    draw();
  };
  whenColoursChange(colour);
  whenFiltered(draw);
  legend.forEach((family) => family.swatch.style.setProperty("--colour", colourOf(family)));
  byId("map-in").addEventListener("click", () => zoomMap(1 / 1.5));
  byId("map-out").addEventListener("click", () => zoomMap(1.5));
  byId("map-fit").addEventListener("click", () => { Object.assign(drawing, { x: 0, y: 0, width: data.map.width, height: data.map.height }); viewMap(); });
  dragMap(svg);
}

function arcsShown() {
  const arcs = new Map();
  for (const tie of shownTies) {
    const [one, other] = tie.ends;
    if (!one.map || !other.map || (one.map[0] === other.map[0] && one.map[1] === other.map[1])) continue;
    const key = [Math.min(one.index, other.index), Math.max(one.index, other.index), tie.layer.id.split(":")[0]].join();
    if (!arcs.has(key)) arcs.set(key, []);
    arcs.get(key).push(tie);
  }
  return [...arcs.values()];
}

// A curve that bends to the north, the more the longer it is.
function curve([x1, y1], [x2, y2]) {
  const far = Math.hypot(x2 - x1, y2 - y1);
  return `M${x1},${y1}Q${(x1 + x2) / 2},${(y1 + y2) / 2 - Math.min(far * 0.22, 110)} ${x2},${y2}`;
}

function drawMap() {
  const nodes = new Map();
  const arcs = arcsShown();
  byId("arcs").style.setProperty("--strength", thinned(0.6, arcs.length, 300));
  byId("arcs").replaceChildren(...arcs.flatMap((ties) => {
    const [one, other] = ties[0].ends;
    ties.forEach((tie) => tie.ends.forEach((node) => nodes.set(node, (nodes.get(node) || 0) + 1)));
    const d = curve(one.map, other.map);
    const label = `${one.name} – ${other.name}: ${ties.map((tie) => tie.layer.words).join(", ")}`;
    const reach = make("path", { class: "reach", d, onclick: () => (ties.length > 1 ? openNode(one, other) : openTie(ties[0])) },
      make("title", {}, label));
    return [reach, make("path", { class: "arc", d, colour: colourOf(ties[0].layer), "stroke-width": 1 + Math.min(ties.length - 1, 4) * 0.8 })];
  }));
  const spots = [...nodes].sort((a, b) => b[1] - a[1]);
  const least = thinned(1.8, spots.length, 500), more = thinned(0.8, spots.length, 500);
  byId("spots").replaceChildren(...[...spots].map(([node, n]) => make("circle", { class: "spot", cx: node.map[0], cy: node.map[1],
    r: least + Math.min(Math.sqrt(n), 7) * more, colour: kindColour(node), onclick: () => openNode(node) },
    make("title", {}, `${node.name}, ${plural(n, "tie")}`))).reverse());
  nameSpots(spots.map(([node]) => node));
  const off = shownTies.filter((tie) => !tie.ends.every((end) => end.map)).length;
  byId("off-map").textContent = off ? `${plural(off, "tie")} with a mechanism or other body that has no place ${off === 1 ? "is" : "are"} not on the map.` : "";
}

// Names of the places with most ties, as far as they do not cover each other; more of them when zoomed in.
function nameSpots(nodes) {
  const scale = drawing.width / data.map.width;
  const size = 10.5 * Math.max(scale, 0.12) * Math.max(1, 700 / (byId("map-svg").clientWidth || 700));
  const taken = [];
  const names = [];
  const inside = nodes.filter(({ map: [x, y] }) => x >= drawing.x && x <= drawing.x + drawing.width && y >= drawing.y && y <= drawing.y + drawing.height);
  for (const node of inside) {
    if (names.length >= NAMED / Math.max(scale, 0.25)) break;
    const name = node.name.length > 32 ? `${node.name.slice(0, 31)}…` : node.name;
    const wide = name.length * size * 0.64, [x, y] = node.map;
    const box = [x + size * 0.7, y - size * 0.6, x + size * 0.7 + wide, y + size * 0.6];
    if (box[2] > data.map.width || taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) continue;
    taken.push(box);
    names.push(make("text", { class: "spot-name", x: box[0], y: y + size * 0.35, style: `font-size:${size}px;stroke-width:${size / 4}px` }, name));
  }
  byId("spot-names").replaceChildren(...names);
  byId("spots").childNodes.forEach((spot) => {
    if (!spot.dataset.r) spot.dataset.r = spot.getAttribute("r");
    spot.setAttribute("r", spot.dataset.r * Math.max(scale, 0.25) ** 0.7);
  });
}

function viewMap() {
  byId("map-svg").setAttribute("viewBox", `${drawing.x} ${drawing.y} ${drawing.width} ${drawing.height}`);
  drawMap();
}

function zoomMap(factor, cx = 0.5, cy = 0.5) {
  const width = Math.min(data.map.width, Math.max(data.map.width / 24, drawing.width * factor));
  const real = width / drawing.width;
  moveMap(drawing.x + drawing.width * (1 - real) * cx, drawing.y + drawing.height * (1 - real) * cy, width);
}

function moveMap(x, y, width = drawing.width) {
  const height = width * data.map.height / data.map.width;
  Object.assign(drawing, { width, height, x: Math.min(Math.max(0, x), data.map.width - width), y: Math.min(Math.max(0, y), data.map.height - height) });
  viewMap();
}

function dragMap(svg) {
  let from = null;
  svg.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY, left: drawing.x, top: drawing.y, moved: false }; });
  window.addEventListener("pointermove", (event) => {
    if (!from || drawing.width >= data.map.width) return;
    const unit = drawing.width / svg.clientWidth, dx = event.clientX - from.x, dy = event.clientY - from.y;
    if (!from.moved && Math.hypot(dx, dy) < 4) return;
    from.moved = true;
    moveMap(from.left - dx * unit, from.top - dy * unit);
  });
  window.addEventListener("pointerup", () => { from = null; });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && drawing.width >= data.map.width) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoomMap(event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
}
