// The network, drawn by Cytoscape.js at the places that were laid out when the report was made.

let network = null;
const NAME = 11.5; // pixels of a name's height
const WIDE = 170; // pixels to which a long name is cut
const ROOM = 16000; // square pixels for each name
const MARGIN = 24; // pixels around what is fitted
const CLOSEST = 1.6; // zoom up to which a small network is enlarged

// Lines and names keep their width and size on the screen, whatever the zoom. Colours go by class, one for each kind and
// layer: what has equal classes is styled once.
function networkStyle(zoom) {
  const text = fromStyle("--text"), ground = fromStyle("--ground"), accent = fromStyle("--accent");
  return [
    { selector: "node", style: {
      width: "data(width)", height: "data(width)", "border-width": 1 / zoom, "border-color": ground,
    } },
    ...data.kinds.map((kind, at) => ({ selector: `.k${at}`, style: { "background-color": colourOf(kind) } })),
    { selector: "edge", style: {
      width: 1.4 / zoom, "line-opacity": thinned(0.5, shownTies.length, 1200), "curve-style": "haystack", "haystack-radius": 0.3,
    } },
    ...data.layers.map((layer, at) => ({ selector: `.l${at}`, style: { "line-color": colourOf(layer) } })),
    { selector: "node.named, node.near, node.chosen", style: {
      label: "data(name)", color: text, "font-size": NAME / zoom, "font-weight": 600, "font-family": "system-ui, sans-serif",
      "text-outline-color": ground, "text-outline-width": 2.5 / zoom, "text-valign": "bottom", "text-margin-y": 2 / zoom,
      "text-max-width": `${WIDE / zoom}px`, "text-wrap": "ellipsis", "z-index": 4,
    } },
    { selector: "node.above", style: { "text-valign": "top", "text-margin-y": -2 / zoom } },
    { selector: "node.right", style: { "text-valign": "center", "text-halign": "right", "text-margin-x": 3 / zoom, "text-margin-y": 0 } },
    { selector: "node.left", style: { "text-valign": "center", "text-halign": "left", "text-margin-x": -3 / zoom, "text-margin-y": 0 } },
    { selector: ".off", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.12 } },
    { selector: "edge.near", style: { "line-opacity": 1, width: 2.4 / zoom } },
    { selector: "node.chosen", style: { "border-width": 4 / zoom, "border-color": accent } },
  ];
}

const SIDES = ["below", "above", "right", "left"];
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

// Names of the entities with most ties, as far as they do not cover each other: each below its circle, or on another side
// where it would cover a circle there. A map from node to side.
function namesFor({ x1, x2, y1, y2, zoom }, placeOf) {
  const most = (x2 - x1) * (y2 - y1) * zoom * zoom / ROOM, high = NAME * 1.4 / zoom, gap = 2 / zoom;
  const inside = data.nodes.filter((node) => shownNodes.has(node)).map((node) => ({ node, ...placeOf(node) }))
    .filter(({ x, y }) => x >= x1 && x <= x2 && y >= y1 && y <= y2);
  const circles = inside.filter(({ node }) => node.radius * zoom > 4)
    .map(({ node, x, y }) => ({ node, box: [x - node.radius, y - node.radius, x + node.radius, y + node.radius] }));
  const taken = [], named = new Map();
  for (const { node, x, y } of inside) {
    if (named.size >= most) break;
    const wide = Math.min(node.name.length * NAME * 0.62, WIDE) / zoom, r = node.radius + gap;
    const boxes = {
      below: [x - wide / 2, y + r, x + wide / 2, y + r + high], above: [x - wide / 2, y - r - high, x + wide / 2, y - r],
      right: [x + r, y - high / 2, x + r + wide, y + high / 2], left: [x - r - wide, y - high / 2, x - r, y + high / 2],
    };
    const free = SIDES.filter((side) => boxes[side][0] > x1 && boxes[side][2] < x2 && !taken.some((box) => meet(box, boxes[side])));
    const clear = (side) => !circles.some((circle) => circle.node !== node && meet(circle.box, boxes[side]));
    const side = free.find(clear) || free.find((one) => one === "below");
    if (!side) continue;
    taken.push(boxes[side]);
    if (node.radius * zoom > 4) taken.push([x - node.radius, y - node.radius, x + node.radius, y + node.radius]);
    named.set(node, side);
  }
  return named;
}

function nameNodes() {
  const named = namesFor({ ...network.extent(), zoom: network.zoom() }, (node) => network.getElementById(`n${node.index}`).position());
  network.batch(() => network.nodes().forEach((n) => {
    const side = named.get(data.nodes[n.data("index")]);
    n.toggleClass("named", side !== undefined);
    for (const other of SIDES) n.toggleClass(other, other === side);
  }));
}

// Widths and sizes anew where the zoom or the colours are others than those last drawn, and the names.
let drawnFor = "";
const drawnNow = (zoom) => `${zoom} ${isDark()} ${shownTies.length}`;
function redraw() {
  const now = drawnNow(network.zoom());
  if (now !== drawnFor) {
    drawnFor = now;
    network.style(networkStyle(network.zoom()));
  }
  nameNodes();
}

// The window on the network in which all of its nodes are seen, worked out before anything is drawn.
function firstView(canvas, places) {
  const wide = canvas.clientWidth || 800, high = canvas.clientHeight || 600;
  const sides = [Infinity, Infinity, -Infinity, -Infinity];
  data.nodes.forEach((node, at) => {
    const { x, y } = places[at], r = node.radius;
    sides[0] = Math.min(sides[0], x - r); sides[1] = Math.min(sides[1], y - r);
    sides[2] = Math.max(sides[2], x + r); sides[3] = Math.max(sides[3], y + r);
  });
  const [left, top, right, bottom] = sides;
  const zoom = Math.min(CLOSEST, (wide - 2 * MARGIN) / (right - left || 1), (high - 2 * MARGIN) / (bottom - top || 1));
  const pan = { x: wide / 2 - zoom * (left + right) / 2, y: high / 2 - zoom * (top + bottom) / 2 };
  return { zoom, pan, x1: -pan.x / zoom, y1: -pan.y / zoom, x2: (wide - pan.x) / zoom, y2: (high - pan.y) / zoom };
}

function startNetwork() {
  const canvas = byId("network-canvas");
  // The layout is about as wide as high: it is stretched to the shape of the drawing.
  const stretch = Math.sqrt(Math.min(1.8, Math.max(0.6, canvas.clientWidth / canvas.clientHeight)));
  const places = data.nodes.map((node) => ({ x: node.at[0] * stretch, y: node.at[1] / stretch }));
  const view = firstView(canvas, places), named = namesFor(view, (node) => places[node.index]);
  const kindAt = new Map(data.kinds.map((kind, at) => [kind.id, at])), layerAt = new Map(data.layers.map((layer, at) => [layer, at]));
  const elements = [
    ...data.nodes.map((node) => ({ data: { id: `n${node.index}`, index: node.index, name: node.name, width: 2 * node.radius },
      position: places[node.index], classes: `k${kindAt.get(node.kind)}${named.has(node) ? ` named ${named.get(node)}` : ""}` })),
    ...data.ties.filter((tie) => tie.ends[0] !== tie.ends[1]).map((tie) => ({ data: { id: `t${tie.index}`, index: tie.index,
      source: `n${tie.ends[0].index}`, target: `n${tie.ends[1].index}` }, classes: `l${layerAt.get(tie.layer)}` })),
  ];
  drawnFor = drawnNow(view.zoom);
  network = cytoscape({
    container: canvas, elements, style: networkStyle(view.zoom), layout: { name: "preset", fit: false }, zoom: view.zoom, pan: view.pan,
    minZoom: 0.02, maxZoom: 6, userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true,
    hideEdgesOnViewport: data.ties.length > 3000, pixelRatio: "auto",
  });
  let wait;
  network.on("viewport", () => { clearTimeout(wait); wait = setTimeout(redraw, 60); });
  network.on("tap", "node", (event) => openNode(data.nodes[event.target.data("index")]));
  network.on("tap", "edge", (event) => openTie(data.ties[event.target.data("index")]));
  network.on("mouseover", "node", (event) => lift(event.target.closedNeighborhood()));
  network.on("mouseover", "edge", (event) => lift(event.target.union(event.target.connectedNodes())));
  network.on("mouseout", "node, edge", () => lift(null));
  // The wheel scrolls the page until the drawing was chosen, so that nobody is caught in it.
  canvas.addEventListener("pointerdown", () => network.userZoomingEnabled(true));
  canvas.addEventListener("pointerleave", () => network.userZoomingEnabled(false));
  const zoom = (factor) => network.zoom({ level: network.zoom() * factor,
    renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
  byId("network-in").addEventListener("click", () => zoom(1.4));
  byId("network-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("network-fit").addEventListener("click", fitNetwork);
  byId("network-arrange").addEventListener("click", arrange);
  byId("kinds-legend").append(...data.kinds.map((kind) => {
    kind.swatch = make("span", { class: "swatch" });
    return make("span", {}, kind.swatch, words(kind.id), make("small", {}, number(kind.n)));
  }));
  const colour = () => {
    if (drawnNow(network.zoom()) !== drawnFor) redraw();
    data.kinds.forEach((kind) => kind.swatch.style.setProperty("--colour", colourOf(kind)));
  };
  colour();
  whenColoursChange(colour);
  whenFiltered(filterNetwork);
}

let filtered = false;
function filterNetwork() {
  const all = shownTies.length === data.ties.length;
  if (all && !filtered) return; // as it was drawn first
  filtered = !all;
  const ties = new Set(shownTies);
  network.batch(() => {
    network.nodes().forEach((n) => n.toggleClass("off", !shownNodes.has(data.nodes[n.data("index")])));
    network.edges().forEach((e) => e.toggleClass("off", !ties.has(data.ties[e.data("index")])));
  });
  fitNetwork();
}

function fitNetwork() {
  const seen = network.elements(":visible");
  if (!seen.length) return;
  network.fit(seen, MARGIN);
  if (network.zoom() > CLOSEST) { network.zoom(CLOSEST); network.center(seen); }
  redraw();
}

// Lays out anew what the filters leave; the wider the more there is.
function arrange() {
  network.elements(":visible").layout({ name: "cose", animate: false, randomize: false, padding: MARGIN,
    nodeRepulsion: () => 90000, idealEdgeLength: () => 90, numIter: shownNodes.size > 300 ? 200 : 800 }).run();
  fitNetwork();
}

function lift(near) {
  network.batch(() => {
    network.elements().removeClass("near dim");
    if (near) { network.elements().not(near).addClass("dim"); near.addClass("near"); }
  });
}

function chooseInNetwork(node) {
  network.nodes().removeClass("chosen");
  if (node) network.getElementById(`n${node.index}`).addClass("chosen");
}
