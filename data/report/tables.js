// The table of the ties that the filters leave, and sorting of all tables by their headings.

const FEW = 50; // ties that are listed before all are asked for
let allTies = false;
let order = { by: null, down: false };
const columns = [
  { title: "Between", value: (tie) => tie.ends[0].name },
  { title: "and", value: (tie) => tie.ends[1].name },
  { title: "Layer", value: (tie) => tie.layer.words },
  { title: "Dates", value: (tie) => (tie.dates || []).join(), text: dated },
  { title: "Status", value: (tie) => (tie.status === "unknown" ? "" : tie.status) },
  { title: "Documents", value: (tie) => tie.documents, number: true },
  { title: "Confidence", value: (tie) => tie.confidence, number: true },
];
const compare = new Intl.Collator("en", { numeric: true }).compare;
// Empty cells stand last whichever way a column is sorted.
function byValue(a, b, down) {
  if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
  const way = typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b));
  return down ? -way : way;
}

function heading(title, isNumber, sort) {
  const cell = make("th", { scope: "col", class: isNumber ? "number" : null });
  cell.append(make("button", { type: "button", onclick: () => {
    const down = cell.getAttribute("aria-sort") === "ascending" || (isNumber && !cell.hasAttribute("aria-sort"));
    cell.parentNode.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    sort(down);
  } }, title));
  return cell;
}

function startTables() {
  const heads = columns.map((column) => heading(column.title, column.number, (down) => { order = { by: column, down }; fillTies(); }));
  byId("ties-table").tHead.append(make("tr", {}, ...heads));
  byId("more-ties").addEventListener("click", () => { allTies = !allTies; fillTies(); });
  document.querySelectorAll("table.sortable").forEach(sortable);
  whenFiltered(fillTies);
}

function fillTies() {
  const listed = [...shownTies];
  if (order.by) listed.sort((a, b) => byValue(order.by.value(a), order.by.value(b), order.down));
  const rows = (allTies ? listed : listed.slice(0, FEW)).map((tie) => {
    const cells = columns.map((column) => make("td", { class: column.number ? "number" : null }, String((column.text || column.value)(tie))));
    cells[0].replaceChildren(make("button", { type: "button", class: "link", onclick: () => openTie(tie) }, tie.ends[0].name));
    if (tie.contested) cells[3].append(" ", make("span", { class: "mark" }, "contested"));
    return make("tr", {}, ...cells);
  });
  const none = make("tr", {}, make("td", { colspan: columns.length, class: "note" }, "No tie passes the filters."));
  byId("ties-table").tBodies[0].replaceChildren(...(rows.length ? rows : [none]));
  byId("more-ties").hidden = listed.length <= FEW;
  byId("more-ties").textContent = allTies ? `Show the first ${FEW}` : `Show all ${number(listed.length)}`;
}

// A number is compared as one although it is printed with commas.
function cellValue(row, at) {
  const text = row.cells[at].textContent.trim();
  return text !== "" && /^-?[\d,]+(\.\d+)?$/.test(text) ? Number(text.replace(/,/g, "")) : text;
}

function sortable(table) {
  const row = table.tHead.rows[0];
  [...row.querySelectorAll("th")].forEach((cell, at) => {
    cell.replaceWith(heading(cell.textContent, cell.classList.contains("number"), (down) => {
      const rows = [...table.tBodies[0].rows].sort((a, b) => byValue(cellValue(a, at), cellValue(b, at), down));
      table.tBodies[0].append(...rows);
    }));
  });
}
