// The map: arcs between places, one for each pair and type of tie, as wide as there are ties.

const drawing = { x: 0, y: 0, width: data.map.width, height: data.map.height };
const NAMED = 14; // places whose names are shown at once
const chosenBy = new WeakMap(); // what an arc or a spot is called, and what opens when it is chosen
let spotted = []; // the places drawn, most ties first

function startMap() {
  const svg = byId("map-svg");
  const families = new Map(); // types of one colour stand together
  data.layers.forEach((layer) => {
    const family = families.get(layer.light) || { light: layer.light, dark: layer.dark, names: new Set(), n: 0 };
    family.names.add(layer.type);
    family.n += layer.n;
    families.set(layer.light, family);
  });
  const legend = [...families.values()].sort((a, b) => b.n - a.n);
  byId("types-legend").append(...legend.map((family) => {
    family.swatch = make("span", { class: "swatch bar" });
    return make("span", {}, family.swatch, [...family.names].join(", "), make("small", {}, number(family.n)));
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
  svg.addEventListener("click", ({ target }) => chosenBy.get(target)?.open());
  // The words are written when they are pointed at: thousands of them would slow the opening.
  svg.addEventListener("pointerover", ({ target }) => {
    if (chosenBy.has(target) && !target.firstChild) target.append(make("title", {}, chosenBy.get(target).words()));
  });
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
    const reach = make("path", { class: "reach", d });
    chosenBy.set(reach, {
      words: () => `${one.name} – ${other.name}: ${ties.map((tie) => tie.layer.words).join(", ")}`,
      open: () => (ties.length > 1 ? openNode(one, other) : openTie(ties[0])),
    });
    return [reach, make("path", { class: "arc", d, colour: colourOf(ties[0].layer), "stroke-width": 1 + Math.min(ties.length - 1, 4) * 0.8 })];
  }));
  spotted = [...nodes].sort((a, b) => b[1] - a[1]).map(([node]) => node);
  const least = thinned(1.8, spotted.length, 500), more = thinned(0.8, spotted.length, 500);
  byId("spots").replaceChildren(...spotted.map((node) => {
    const n = nodes.get(node);
    const spot = make("circle", { class: "spot", cx: node.map[0], cy: node.map[1], colour: kindColour(node) });
    spot.radius = least + Math.min(Math.sqrt(n), 7) * more;
    chosenBy.set(spot, { words: () => `${node.name}, ${plural(n, "tie")}`, open: () => openNode(node) });
    return spot;
  }).reverse());
  nameSpots();
  const off = shownTies.filter((tie) => !tie.ends.every((end) => end.map)).length;
  byId("off-map").textContent = off ? `${plural(off, "tie")} with a mechanism or other body that has no place ${off === 1 ? "is" : "are"} not on the map.` : "";
}

// Names of the places with most ties, as far as they do not cover each other; more of them when zoomed in.
function nameSpots() {
  const scale = drawing.width / data.map.width;
  const narrow = Math.max(1, 700 / (byId("map-svg").clientWidth || 700)); // a phone draws all of it smaller
  const size = 10.5 * Math.max(scale, 0.12) * narrow;
  const taken = [];
  const names = [];
  const inside = spotted.filter(({ map: [x, y] }) => x >= drawing.x && x <= drawing.x + drawing.width && y >= drawing.y && y <= drawing.y + drawing.height);
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
  byId("spots").childNodes.forEach((spot) => spot.setAttribute("r", spot.radius * (Math.max(scale, 0.25) * narrow) ** 0.7));
}

function viewMap() {
  byId("map-svg").setAttribute("viewBox", `${drawing.x} ${drawing.y} ${drawing.width} ${drawing.height}`);
  nameSpots();
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
