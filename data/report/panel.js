// The panel with the evidence: of an entity its ties, of a tie its sentences.

let opener = null;
const trail = [];

function startPanel() {
  byId("panel-close").addEventListener("click", closePanel);
  byId("panel-back").addEventListener("click", () => { trail.pop(); trail[trail.length - 1](); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("panel").hidden) closePanel(); });
}

// Shows something in the panel; `draw` does so again when the reader comes back to it.
function show(draw) {
  if (byId("panel").hidden) { opener = document.activeElement; trail.length = 0; }
  trail.push(draw);
  draw();
}

function fill(title, ...parts) {
  byId("panel").hidden = false;
  document.body.classList.add("reading");
  byId("panel-back").hidden = trail.length < 2;
  byId("panel-title").textContent = title;
  byId("panel-body").replaceChildren(...parts.filter(Boolean));
  byId("panel").scrollTop = 0;
  byId("panel-title").focus({ preventScroll: true });
  fitPage();
}

function closePanel() {
  byId("panel").hidden = true;
  document.body.classList.remove("reading");
  chooseInNetwork(null);
  fitPage();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}

function fitPage() {
  if (network) network.resize();
}

const link = (text, act) => make("button", { type: "button", class: "link", onclick: act }, text);

// An entity with its ties, those with `other` only where one is given. Ties that the filters hide are counted.
function openNode(node, other) {
  show(() => {
    chooseInNetwork(node);
    const own = node.ties.filter((tie) => !other || tie.ends.includes(other));
    const groups = new Map();
    own.forEach((tie) => groups.set(tie.layer, [...(groups.get(tie.layer) || []), tie]));
    const meta = [words(node.kind), node.country, node.provisional ? "provisional" : null, node.id].filter(Boolean).join(" · ");
    const partners = new Set(own.flatMap((tie) => tie.ends));
    partners.delete(node);
    const hidden = own.filter((tie) => !shownTies.includes(tie)).length;
    const note = hidden ? ` The filters hide ${number(hidden)} of them.` : "";
    fill(other ? `${node.name} and ${other.name}` : node.name, make("p", { class: "meta" }, meta),
      make("p", {}, `${plural(own.length, "tie")} with ${plural(partners.size, "partner")}.${note}`),
      ...[...groups].sort((a, b) => b[1].length - a[1].length).flatMap(([layer, ties]) => [
        make("h3", {}, `${layer.words} (${ties.length})`),
        make("ul", {}, ...ties.map((tie) => {
          const partner = tie.ends[0] === node ? tie.ends[1] : tie.ends[0];
          return make("li", {}, link(partner.name, () => openTie(tie)), dated(tie) ? `  ${dated(tie)}` : "");
        })),
      ]));
  });
}

function openTie(tie) {
  show(() => {
    const [one, other] = tie.ends;
    chooseInNetwork(null);
    const facts = [["Layer", tie.layer.words], ["Dates", dated(tie) || "undated"], ["Status", tie.status], ["Sector", tie.sector],
      ["Confidence", String(tie.confidence)], ["Sources disagree", (tie.contested || []).join("; ")], ["Id", tie.id]];
    fill(`${one.name} – ${other.name}`,
      make("p", { class: "meta" }, link(one.name, () => openNode(one)), " · ", link(other.name, () => openNode(other))),
      make("dl", { class: "facts" }, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
      make("h3", {}, tie.said.length === 1 ? "What states it" : `The ${tie.said.length} sentences and rows that state it`),
      ...tie.said.map((at) => quotation(data.statements[at])));
  });
}

// A sentence or row with its document. Addresses become links; only the web's, so that no text can become a script.
function quotation(statement) {
  const found = data.documents[statement.document];
  const place = [found.title || found.name, statement.page ? `p. ${statement.page}` : null, statement.mode].filter(Boolean).join(", ");
  const source = (statement.source || "").split(/(https?:\/\/[^\s;]+)/).map((part) =>
    /^https?:\/\//.test(part) ? make("a", { href: part, rel: "noopener noreferrer" }, part) : part);
  const text = found.rows ? cellsOf(statement) : statement.text;
  return make("blockquote", { class: found.rows ? "cells" : null }, make("p", {}, text),
    make("footer", {}, place, ...(statement.source ? [make("br"), ...source] : [])));
}

// The cells of a row that are filled, without those that only repeat the source.
function cellsOf(statement) {
  const cells = statement.text.split(" | ").map((cell) => cell.trim());
  return cells.filter((cell) => cell && !(statement.source || "").includes(cell)).join("  ·  ");
}
