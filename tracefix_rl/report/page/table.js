const COLUMNS = [
  { key: "task", name: "Task", cell: (row) => make("a", { href: `#${row.address}` }, row.task) },
  { key: "title", name: "Title", cell: (row) => row.title },
  { key: "tier", name: "Tier", cell: (row) => row.tier, order: ["easy", "medium", "hard"] },
  { key: "outcome", name: "Resolved", cell: (row) => badge(row.outcome), order: ["resolved", "not resolved", "cut short"] },
  { key: "score", name: "Score", cell: (row) => decimals(row.score, 3), isNumber: true },
  { key: "return", name: "Return", cell: (row) => decimals(row.return, 3), isNumber: true },
  { key: "steps", name: "Steps", cell: (row) => String(row.steps), isNumber: true },
  { key: "stop_reason", name: "Ended by", cell: (row) => row.stop_reason.replaceAll("_", " ") },
  { key: "attempt", name: "Attempt", cell: (row) => String(row.attempt), isNumber: true },
  { key: "split", name: "Split", cell: (row) => row.split },
  { key: "seconds", name: "Seconds", cell: (row) => decimals(row.seconds, 1), isNumber: true },
  { key: "tokens", name: "Tokens", cell: (row) => tokens(row.tokens), isNumber: true },
  { key: "model", name: "Model", cell: (row) => row.model },
];
const PAGE = 200;

/** The table of episodes: sorted by a column, filtered, and drawn some rows at a time. */
class EpisodeTable {
  constructor(rows) {
    this.rows = rows.map((row) => ({ ...row, said: said(row) }));
    this.sorting = { column: null, direction: 1 };
    this.shown = this.rows;
    this.limit = PAGE;
    this.table = document.getElementById("table");
    this.filters = document.getElementById("filters");
    this.more = document.getElementById("more");
    this.drawHead();
    this.offer("tier", ["easy", "medium", "hard"]);
    this.offer("outcome", Object.keys(OUTCOMES));
    this.filters.addEventListener("input", () => this.update());
    this.filters.addEventListener("submit", (event) => event.preventDefault());
    this.more.addEventListener("click", () => this.extend());
    this.update();
  }

  /** The episodes before and after one, as the table has them. */
  neighbours(row) {
    const place = this.shown.findIndex(({ index }) => index === row.index);
    if (place < 0) return { previous: episodes[row.index - 1], next: episodes[row.index + 1] };
    return { previous: this.shown[place - 1], next: this.shown[place + 1] };
  }

  /** Puts the focus on an episode's row. */
  focus(index) {
    this.table.querySelector(`a[data-index="${index}"]`)?.focus();
  }

  drawHead() {
    this.heads = COLUMNS.map((column) => {
      const button = make("button", { type: "button", onclick: () => this.sort(column) }, column.name, make("span", { class: "arrow", "aria-hidden": "true" }));
      return make("th", { scope: "col", class: column.isNumber ? "number" : null, "aria-sort": "none" }, button);
    });
    this.table.tHead.rows[0].replaceChildren(...this.heads);
  }

  /** Fills a list of choices with the values there are. */
  offer(name, first) {
    const values = [...new Set(this.rows.map((row) => row[name]))];
    values.sort((one, other) => rank(first, one) - rank(first, other) || compareTexts(one, other));
    this.filters.elements[name].append(...values.map((value) => make("option", { value }, value)));
  }

  sort(column) {
    const direction = this.sorting.column === column ? -this.sorting.direction : column.isNumber ? -1 : 1;
    this.sorting = { column, direction };
    this.heads.forEach((head, place) => {
      const kind = COLUMNS[place] !== column ? "none" : direction > 0 ? "ascending" : "descending";
      head.setAttribute("aria-sort", kind);
    });
    this.update();
  }

  update() {
    const { text, tier, outcome } = this.filters.elements;
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.shown = this.rows.filter((row) =>
      (!tier.value || row.tier === tier.value) &&
      (!outcome.value || row.outcome === outcome.value) &&
      words.every((word) => row.said.includes(word)));
    const { column, direction } = this.sorting;
    if (column) this.shown.sort((one, other) => compareRows(one, other, column, direction));
    this.limit = PAGE;
    this.drawRows();
  }

  extend() {
    const first = this.shown[this.limit];
    this.limit += PAGE;
    this.drawRows();
    this.focus(first.index);
  }

  drawRows() {
    const rows = this.shown.slice(0, this.limit).map((row) => make("tr", {}, COLUMNS.map((column, place) => {
      const cell = make(place ? "td" : "th", { scope: place ? null : "row", class: column.isNumber ? "number" : column.key }, column.cell(row));
      if (!place) cell.firstChild.dataset.index = row.index;
      return cell;
    })));
    if (!rows.length) rows.push(make("tr", {}, make("td", { colspan: COLUMNS.length, class: "empty" }, this.rows.length ? "No episode matches." : "There are no episodes.")));
    this.table.tBodies[0].replaceChildren(...rows);
    document.getElementById("count").value = this.shown.length === this.rows.length
      ? plural(this.rows.length, "episode")
      : `${this.shown.length.toLocaleString("en")} of ${plural(this.rows.length, "episode")}`;
    const left = this.shown.length - this.limit;
    this.more.hidden = left <= 0;
    this.more.textContent = `Show ${Math.min(PAGE, left)} more of ${left.toLocaleString("en")}`;
  }
}

/** What a search looks in. */
function said(row) {
  return [row.id, row.task, row.title, row.program, row.model, ...row.families].join("\n").toLowerCase();
}

function rank(first, value) {
  const place = first.indexOf(value);
  return place < 0 ? first.length : place;
}

const compareTexts = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** What is missing comes last in either direction; equal rows stay as they were recorded. */
function compareRows(one, other, { key, isNumber, order }, direction) {
  const [a, b] = [one[key], other[key]];
  if (a == null || b == null) return (a == null) - (b == null) || one.index - other.index;
  const difference = isNumber ? a - b : order ? rank(order, a) - rank(order, b) : compareTexts(a.toLowerCase(), b.toLowerCase());
  return direction * difference || one.index - other.index;
}
