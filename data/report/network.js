// The network, drawn by Cytoscape.js at the places that were laid out when the report was made.

let network = null;

function networkStyle() {
  const text = fromStyle("--text"), ground = fromStyle("--ground"), accent = fromStyle("--accent");
  return [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", label: "data(name)", "background-color": (n) => kindColour(data.nodes[n.data("index")]),
      "border-width": 1.5, "border-color": ground, color: text, "font-size": (n) => 13 + n.data("size") * 0.28,
      "font-family": "system-ui, sans-serif", "text-outline-color": ground, "text-outline-width": 2.5,
      "text-valign": "center", "min-zoomed-font-size": 9.5, "text-wrap": "ellipsis", "text-max-width": "260px",
    } },
    { selector: "edge", style: {
      width: 2, "line-color": (e) => colourOf(data.ties[e.data("index")].layer), "line-opacity": 0.55,
      "curve-style": "haystack", "haystack-radius": 0.25,
    } },
    { selector: ".off", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.15 } },
    { selector: "node.near", style: { "min-zoomed-font-size": 0, "z-index": 5 } },
    { selector: "edge.near", style: { "line-opacity": 1, width: 3.5 } },
    { selector: "node.chosen", style: { "border-width": 6, "border-color": accent, "min-zoomed-font-size": 0 } },
  ];
}

function startNetwork() {
  const elements = [
    ...data.nodes.map((node) => ({ data: { id: `n${node.index}`, index: node.index, name: node.name, size: node.size },
      position: { x: node.at[0], y: node.at[1] } })),
    ...data.ties.filter((tie) => tie.ends[0] !== tie.ends[1]).map((tie) => ({ data: { id: `t${tie.index}`, index: tie.index,
      source: `n${tie.ends[0].index}`, target: `n${tie.ends[1].index}` } })),
  ];
  network = cytoscape({
    container: byId("network-canvas"), elements, style: networkStyle(), layout: { name: "preset", padding: 20 },
    minZoom: 0.02, maxZoom: 6, userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true,
    hideEdgesOnViewport: data.ties.length > 3000, pixelRatio: "auto",
  });
  network.on("tap", "node", (event) => openNode(data.nodes[event.target.data("index")]));
  network.on("tap", "edge", (event) => openTie(data.ties[event.target.data("index")]));
  network.on("mouseover", "node", (event) => lift(event.target.closedNeighborhood()));
  network.on("mouseover", "edge", (event) => lift(event.target.union(event.target.connectedNodes())));
  network.on("mouseout", "node, edge", () => lift(null));
  // The wheel scrolls the page until the drawing was chosen, so that nobody is caught in it.
  const canvas = byId("network-canvas");
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
    network.style(networkStyle());
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
