// The network, drawn by Cytoscape.js at the places that were laid out when the report was made.

let network = null;
const NAME = 11.5; // pixels of a name's height
const WIDE = 170; // pixels to which a long name is cut
const ROOM = 16000; // square pixels for each name

// Lines and names keep their width and size on the screen, whatever the zoom.
function networkStyle() {
  const text = fromStyle("--text"), ground = fromStyle("--ground"), accent = fromStyle("--accent");
  const zoom = network ? network.zoom() : 1;
  return [
    { selector: "node", style: {
      width: "data(width)", height: "data(width)", "background-color": (n) => kindColour(data.nodes[n.data("index")]),
      "border-width": 1 / zoom, "border-color": ground,
    } },
    { selector: "edge", style: {
      width: 1.4 / zoom, "line-color": (e) => colourOf(data.ties[e.data("index")].layer), "line-opacity": thinned(0.5, shownTies.length, 1200),
      "curve-style": "haystack", "haystack-radius": 0.3,
    } },
    { selector: "node.named, node.near, node.chosen", style: {
      label: "data(name)", color: text, "font-size": NAME / zoom, "font-weight": 600, "font-family": "system-ui, sans-serif",
      "text-outline-color": ground, "text-outline-width": 2.5 / zoom, "text-valign": "bottom", "text-margin-y": 2 / zoom,
      "text-max-width": `${WIDE / zoom}px`, "text-wrap": "ellipsis", "z-index": 4,
    } },
    { selector: ".off", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.12 } },
    { selector: "edge.near", style: { "line-opacity": 1, width: 2.4 / zoom } },
    { selector: "node.chosen", style: { "border-width": 4 / zoom, "border-color": accent } },
  ];
}

// Names of the entities with most ties, as far as they do not cover each other.
function nameNodes() {
  const zoom = network.zoom(), taken = [], named = new Set();
  const { x1, x2, y1, y2 } = network.extent();
  const most = network.width() * network.height() / ROOM;
  for (const node of data.nodes) {
    if (named.size >= most || !shownNodes.has(node)) continue;
    const { x, y } = network.getElementById(`n${node.index}`).position();
    if (x < x1 || x > x2 || y < y1 || y > y2) continue;
    const wide = Math.min(node.name.length * NAME * 0.62, WIDE) / zoom / 2, top = y + node.radius, high = NAME * 1.4 / zoom;
    const box = [x - wide, top, x + wide, top + high];
    if (taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) continue;
    taken.push(box);
    named.add(node);
    if (node.radius * zoom > 4) taken.push([x - node.radius, y - node.radius, x + node.radius, top]);
  }
  network.batch(() => network.nodes().forEach((n) => n.toggleClass("named", named.has(data.nodes[n.data("index")]))));
}

// Widths and sizes anew where the zoom or the colours are others than those last drawn, and the names.
let drawnFor = "";
function redraw() {
  const now = `${network.zoom()} ${isDark()} ${shownTies.length}`;
  if (now !== drawnFor) {
    drawnFor = now;
    network.style(networkStyle());
  }
  nameNodes();
}

function startNetwork() {
  const canvas = byId("network-canvas");
  // The layout is about as wide as high: it is stretched to the shape of the drawing.
  const stretch = Math.sqrt(Math.min(1.8, Math.max(0.6, canvas.clientWidth / canvas.clientHeight)));
  const elements = [
    ...data.nodes.map((node) => ({ data: { id: `n${node.index}`, index: node.index, name: node.name, width: 2 * node.radius },
      position: { x: node.at[0] * stretch, y: node.at[1] / stretch } })),
    ...data.ties.filter((tie) => tie.ends[0] !== tie.ends[1]).map((tie) => ({ data: { id: `t${tie.index}`, index: tie.index,
      source: `n${tie.ends[0].index}`, target: `n${tie.ends[1].index}` } })),
  ];
  network = cytoscape({
    container: canvas, elements, style: [], layout: { name: "preset", padding: 20 },
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
    if (drawnFor) redraw();
    data.kinds.forEach((kind) => kind.swatch.style.setProperty("--colour", colourOf(kind)));
  };
  colour();
  whenColoursChange(colour);
  whenFiltered(filterNetwork);
}

function filterNetwork() {
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
  network.fit(seen, 24);
  if (network.zoom() > 1.6) { network.zoom(1.6); network.center(seen); }
  redraw();
}

// Lays out anew what the filters leave; the wider the more there is.
function arrange() {
  network.elements(":visible").layout({ name: "cose", animate: false, randomize: false, padding: 24,
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
