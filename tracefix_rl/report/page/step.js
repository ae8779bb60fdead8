const MARKS = { passed: "✓", failed: "✗", error: "!", timeout: "◷", crashed: "✕", missing: "?" };
const FIELDS_SHOWN = new Set(["action_type", "thought", "new_code_block", "start_line", "end_line"]);

/** All that is known of one step; of step 0, what was there at the beginning. */
function stepPanel(episode, number) {
  if (number === 0) return startPanel(episode);
  const step = episode.steps[number - 1];
  return make(
    "div",
    { class: "panel" },
    make("h3", { id: "step-title" }, `${number}. `, actionName(step.action)),
    step.action.thought ? make("blockquote", {}, String(step.action.thought)) : null,
    step.error ? make("p", { class: "callout bad" }, make("strong", {}, "Refused: "), step.error) : null,
    step.note ? make("p", { class: "callout" }, make("strong", {}, "Note: "), step.note) : null,
    step.syntax_error ? make("p", { class: "callout bad" }, "The source does not compile after this step.") : null,
    otherFields(step),
    step.verdicts ? testsPart(episode, number) : null,
    codePart(episode, number),
    step.output ? make("section", { class: "card part" }, make("h4", {}, "Output"), verbatim(step.output)) : null,
    rewardPart(episode, number),
    messagesPart(step.messages),
  );
}

function startPanel(episode) {
  return make(
    "div",
    { class: "panel" },
    make("h3", { id: "step-title" }, "The beginning"),
    make("section", { class: "card part" }, folded("Brief", () => verbatim(episode.brief))),
    codePart(episode, 0),
    make("section", { class: "card part" }, make("h4", {}, "What reset was asked for"), verbatim(JSON.stringify(episode.options, null, 2))),
  );
}

function actionName(action) {
  const { action_type: type, start_line: first, end_line: last } = action;
  const name = make("code", {}, String(type || "no action"));
  if (type !== "REPLACE_LINES" || first == null) return name;
  const lines = last === first ? `line ${first}` : last === first - 1 ? `before line ${first}` : `lines ${first}–${last}`;
  return make("span", {}, name, ` ${lines}`);
}

/** What an action said beyond the usual, and the block of an edit that changed nothing. */
function otherFields({ action, edit }) {
  const rest = Object.entries(action).filter(([key]) => !FIELDS_SHOWN.has(key));
  const parts = rest.map(([key, value]) => make("div", {}, make("dt", {}, key), make("dd", {}, JSON.stringify(value))));
  return [
    parts.length ? make("dl", { class: "facts card part" }, parts) : null,
    action.new_code_block && !edit ? folded("Block that was sent", () => verbatim(String(action.new_code_block))) : null,
  ];
}

function testsPart(episode, number) {
  const { verdicts } = episode.steps[number - 1];
  const earlier = episode.steps.slice(0, number - 1).findLast((step) => step.verdicts)?.verdicts ?? {};
  const names = Object.keys(verdicts);
  const passed = names.filter((name) => verdicts[name] === "passed").length;
  const items = names.map((name) => {
    const verdict = verdicts[name];
    const isNew = name in earlier && earlier[name] !== verdict;
    return make(
      "li",
      { class: verdict === "passed" ? "good" : "bad" },
      make("span", { class: "mark", "aria-hidden": "true" }, MARKS[verdict] ?? "?"),
      make("span", { class: "name" }, name),
      make("span", { class: "verdict" }, isNew ? `${verdict}, was ${earlier[name]}` : verdict),
    );
  });
  return make(
    "section",
    { class: "card part" },
    make("h4", {}, `Visible tests: ${passed} of ${names.length} passed`),
    make("ul", { class: "tests" }, items),
  );
}

function rewardPart(episode, number) {
  const step = episode.steps[number - 1];
  const parts = Object.entries(step.reward_parts).filter(([, value]) => value !== 0);
  const row = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, value));
  return make(
    "section",
    { class: "card part" },
    make("h4", {}, "Reward"),
    make(
      "dl",
      { class: "facts" },
      parts.map(([name, value]) => row(name.replaceAll("_", " "), signed(value))),
      make("div", { class: "sum" }, make("dt", {}, "reward"), make("dd", {}, signed(step.reward))),
      row("return so far", decimals(episode.running[number], 3)),
      row("time to choose", seconds(step.policy_s)),
      row("time to answer", seconds(step.environment_s)),
    ),
  );
}

function messagesPart(messages) {
  if (!messages.length) return null;
  const shown = () => messages.map(({ role, content, ...rest }) => [
    make("h5", {}, String(role ?? "message")),
    verbatim(typeof content === "string" ? content : JSON.stringify(content, null, 2) ?? ""),
    Object.keys(rest).length ? verbatim(JSON.stringify(rest, null, 2)) : null,
  ]).flat().filter(Boolean);
  return make("section", { class: "card part" }, folded(`Model: ${plural(messages.length, "message")}`, shown));
}
