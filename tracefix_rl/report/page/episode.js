const OUTCOMES = { resolved: "✓", "not resolved": "✗", "cut short": "–" };

/** The view of one episode: its facts, its steps, and the step that is looked at. */
class EpisodeView {
  constructor(root, go) {
    this.root = root;
    this.go = go;
    this.episode = null;
  }

  async show(row, number, neighbours) {
    this.wanted = row.index;
    if (this.episode?.index !== row.index) {
      const episode = await this.loaded(row);
      if (this.wanted !== row.index) return; // another was asked for meanwhile
      this.episode = episode;
      this.draw(neighbours);
    }
    if (this.episode.included) this.drawStep(Math.min(number, this.episode.steps.length));
  }

  async loaded(row) {
    if (!row.included) return row;
    // The row's `task` and `steps` are the task's id and a count.
    const full = await load(row);
    const { task: task_record } = full;
    const running = [0];
    for (const step of full.steps) running.push(running.at(-1) + (step.reward ?? 0));
    return { ...full, task: row.task, task_record, running };
  }

  draw({ previous, next }) {
    const { episode } = this;
    const link = (row, text, label) =>
      make("a", row ? { class: "button", href: `#${row.address}`, "aria-label": label } : { class: "button", "aria-disabled": "true" }, text);
    this.root.replaceChildren(
      make(
        "nav",
        { class: "bar", "aria-label": "Episodes" },
        make("a", { class: "button", href: "#" }, "← All episodes"),
        make("span", { class: "push" }),
        link(previous, "‹ Previous", "Previous episode"),
        link(next, "Next ›", "Next episode"),
      ),
      make("h2", { tabindex: "-1", id: "episode-title" }, `${episode.title} `, badge(episode.outcome)),
      make("p", { class: "subtitle" }, [episode.id, episode.tier, episode.split, episode.program].filter(Boolean).join(" · ")),
      this.facts(),
      episode.error ? make("p", { class: "callout bad" }, make("strong", {}, "Cut short: "), episode.error) : "",
      episode.included ? this.frame() : make("p", { class: "callout" }, "The steps of this episode are not in this file; they are in the run's episodes.jsonl."),
    );
  }

  facts() {
    const { episode } = this;
    const count = episode.included ? episode.steps.length : episode.steps;
    const facts = [
      ["Score", decimals(episode.score, 3)],
      ["Return", decimals(episode.return, 3)],
      ["Steps", String(count)],
      ["Ended by", episode.stop_reason.replaceAll("_", " ")],
      ["Attempt", String(episode.attempt)],
      ["Time", seconds(episode.seconds)],
      ["Model", episode.model],
      ["Tokens", tokens(episode.tokens)],
      ["Bug families", episode.families.join(", ") || NOTHING],
    ];
    return make("dl", { class: "tiles small" }, facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  }

  frame() {
    const steps = [null, ...this.episode.steps];
    this.buttons = steps.map((step, number) => this.stepButton(step, number));
    this.panel = make("div", { class: "holder" });
    return make(
      "div",
      { class: "frame" },
      make("nav", { class: "steps", "aria-label": "Steps" },
        make("p", { class: "note keys" }, make("kbd", {}, "←"), " ", make("kbd", {}, "→"), " step, ", make("kbd", {}, "Esc"), " all episodes"),
        make("ol", {}, this.buttons.map((button) => make("li", {}, button)))),
      this.panel,
    );
  }

  stepButton(step, number) {
    const onclick = () => this.go(this.episode, number);
    if (!step) return make("button", { class: "step", onclick }, make("span", { class: "no" }, "0"), make("span", { class: "what" }, "The beginning"));
    const names = Object.values(step.verdicts ?? {});
    const passed = names.filter((verdict) => verdict === "passed").length;
    const tells = [
      step.error ? "refused" : null,
      step.edit ? this.changes(number) : null,
      names.length ? `${passed}/${names.length} tests` : null,
    ].filter(Boolean).join(" · ");
    return make(
      "button",
      { class: step.error ? "step bad" : "step", onclick },
      make("span", { class: "no" }, String(number)),
      make("span", { class: "what" }, String(step.action.action_type || "no action")),
      make("span", { class: "reward" }, unseen("reward "), signed(step.reward)),
      make("span", { class: "tells" }, tells),
    );
  }

  /** How many lines a step added and removed; its edit is one stretch, which may hold lines that stayed. */
  changes(number) {
    const rows = compare(this.episode.sources[number - 1], this.episode.sources[number]);
    const count = (wanted) => rows.filter(({ sign }) => sign === wanted).length;
    return `+${count("+")} −${count("-")}`;
  }

  drawStep(number) {
    this.number = number;
    this.buttons.forEach((button, each) => {
      if (each === number) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    this.panel.replaceChildren(stepPanel(this.episode, number));
    const [list, item] = [this.buttons[0].closest("ol"), this.buttons[number].parentElement];
    list.scrollTo({
      top: item.offsetTop - list.clientHeight / 2 + item.clientHeight / 2,
      left: item.offsetLeft - list.clientWidth / 2 + item.clientWidth / 2,
    });
  }

  /** Goes to the step that a key asks for; tells whether it was such a key. */
  press(key, isInList) {
    if (!this.episode?.included) return false;
    const last = this.episode.steps.length;
    const places = { ArrowLeft: this.number - 1, ArrowRight: this.number + 1, Home: 0, End: last };
    if (isInList) Object.assign(places, { ArrowUp: this.number - 1, ArrowDown: this.number + 1 });
    if (!(key in places) || (!isInList && (key === "Home" || key === "End"))) return false;
    const number = Math.max(0, Math.min(last, places[key]));
    if (number !== this.number) this.go(this.episode, number);
    if (isInList) this.buttons[number].focus({ preventScroll: true });
    return true;
  }
}

function badge(outcome) {
  const kind = { resolved: "good", "not resolved": "bad" }[outcome] ?? "none";
  return make("span", { class: `badge ${kind}` }, make("span", { "aria-hidden": "true" }, OUTCOMES[outcome] ?? ""), ` ${outcome}`);
}

function tokens(value) {
  if (value == null) return NOTHING;
  return typeof value === "number" ? value.toLocaleString("en") : `${value.prompt.toLocaleString("en")} + ${value.completion.toLocaleString("en")}`;
}
