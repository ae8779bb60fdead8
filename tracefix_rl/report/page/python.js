const TOKEN = new RegExp(
  [
    /(?<comment>#.*)/,
    /(?<string>(?<!\w)[rbfuRBFU]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
    /(?<name>[A-Za-z_]\w*)/,
    /(?<number>\d[\w.]*)/,
  ].map((part) => part.source).join("|"),
  "g",
);
const KEYWORDS = new Set(
  ("and as assert async await break case class continue def del elif else except finally for from global if " +
    "import in is lambda match nonlocal not or pass raise return try while with yield None True False").split(" "),
);

/** Cuts Python into pieces for each line: `[kind, text]`, where a kind is a class of the page's style. */
function colored(lines) {
  const text = lines.join("\n");
  const painted = [[]];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    put(painted, "", text.slice(end, match.index));
    put(painted, kindOf(match), match[0]);
    end = match.index + match[0].length;
  }
  put(painted, "", text.slice(end));
  // A line that holds a line break would shift all others.
  return painted.length === lines.length ? painted : lines.map((line) => [["", line]]);
}

function kindOf({ 0: text, groups }) {
  if (groups.name) return KEYWORDS.has(text) ? "keyword" : "";
  return Object.keys(groups).find((kind) => groups[kind] !== undefined);
}

function put(painted, kind, text) {
  text.split("\n").forEach((piece, place) => {
    if (place) painted.push([]);
    if (piece) painted.at(-1).push([kind, piece]);
  });
}
