const VIEWS = { step: "This step", all: "All changes", file: "Full file" };
const chosen = { view: null, bug: false };

/** The source after a step: what the step changed, what all steps changed, or the file. */
function codePart(episode, number) {
  const [original, after] = [episode.sources[0], episode.sources[number]];
  const before = episode.sources[Math.max(0, number - 1)];
  const body = make("div", { class: "scroll code", tabindex: "0", role: "region", "aria-label": "Code" });
  const changed = { step: before !== after, all: original !== after && compare(original, after).some(isChange) };
  const offered = number === 0 ? ["file"] : Object.keys(VIEWS);

  const show = () => {
    const view = offered.includes(chosen.view) ? chosen.view : defaultView(changed);
    const marks = chosen.bug ? bugMarks(episode) : null;
    body.replaceChildren(codeTable({ view, original, before, after, changed, marks }));
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === view));
  };
  const choose = (view) => () => ((chosen.view = view), show());
  const buttons = offered.map((view) => make("button", { value: view, onclick: choose(view) }, VIEWS[view]));
  const head = make("div", { class: "bar" }, make("h4", {}, "Code"));
  if (offered.length > 1) head.append(make("div", { class: "choice", role: "group", "aria-label": "What is shown" }, buttons));
  if (episode.task_record.bug_spans) head.append(bugToggle(show));
  show();
  return make("section", { class: "card part" }, head, body);
}

function defaultView(changed) {
  return changed.step ? "step" : changed.all ? "all" : "file";
}

function bugToggle(show) {
  const box = make("input", { type: "checkbox", checked: chosen.bug });
  box.addEventListener("change", () => ((chosen.bug = box.checked), show()));
  return make("label", { class: "toggle" }, box, " Show where the bug is");
}

/** Lines of the original that the solution has otherwise, and those that lines are missing before; from 0. */
function bugMarks(episode) {
  const marks = { wrong: new Set(), gaps: new Set() };
  for (const [first, last] of episode.task_record.bug_spans) {
    if (last < first) marks.gaps.add(first - 1);
    for (let line = Math.max(1, first); line <= Math.min(last, episode.lines.length); line++) marks.wrong.add(line - 1);
  }
  return marks;
}

function codeTable({ view, original, before, after, changed, marks }) {
  if (view !== "file" && !changed[view]) {
    const subject = view === "step" ? "This step did not change the code." : "The code is as it was at the beginning.";
    return make("p", { class: "empty" }, subject);
  }
  const base = view === "all" ? original : before;
  const rows = compare(base, after);
  const [old, now] = [colored(base), colored(after)];
  const [oldBugs, nowBugs] = [base, after].map((source) => (marks ? marked(original, source, marks) : new Map()));
  const bugOf = ({ sign, before, after }) => (sign === "-" ? oldBugs.get(before) : nowBugs.get(after));
  const shown = view === "file" ? rows.filter(({ sign }) => sign !== "-") : nearby(rows, (row) => isChange(row) || bugOf(row));
  return make("table", {}, make("tbody", {}, shown.map((row) => codeLine(row, old, now, bugOf(row)))));
}

/** Marks of the original's lines, by the lines of what became of it. */
function marked(original, source, marks) {
  const found = new Map();
  for (const { before, after } of compare(original, source)) {
    if (after === undefined || before === undefined) continue;
    if (marks.wrong.has(before)) found.set(after, "wrong");
    else if (marks.gaps.has(before)) found.set(after, "gap");
  }
  if (marks.gaps.has(original.length)) found.set(source.length - 1, "end");
  return found;
}

const SIGNS = { "+": ["added", "+"], "-": ["removed", "−"], " ": ["same", ""] };
const BUGS = { wrong: "bug", gap: "bug: lines are missing above", end: "bug: lines are missing below" };

function codeLine({ sign, before, after, skipped }, old, now, bug) {
  if (skipped) return make("tr", { class: "skipped" }, make("td", { colspan: 4 }, `${plural(skipped, "line")} not shown`));
  const [kind, symbol] = SIGNS[sign];
  const pieces = (sign === "-" ? old[before] : now[after]).map(([each, text]) => make("span", { class: each || null }, text));
  return make(
    "tr",
    { class: bug ? `${kind} ${bug}` : kind },
    make("td", { class: "line" }, before === undefined ? "" : String(before + 1)),
    make("td", { class: "line" }, after === undefined ? "" : String(after + 1)),
    make("td", { class: "sign" }, symbol),
    make("td", { class: "text" }, pieces, bug ? make("span", { class: "tag" }, BUGS[bug]) : null),
  );
}
