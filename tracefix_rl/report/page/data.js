/** The episodes of the table, and their steps as they are asked for. */
const episodes = (() => {
  const { columns, rows } = JSON.parse(document.getElementById("data").textContent);
  return rows.map((row, index) => {
    const episode = Object.fromEntries(columns.map((name, place) => [name, row[place]]));
    return { ...episode, index, address: address(episode.id, index) };
  });
})();

const indexes = new Map(episodes.map((episode) => [episode.address, episode.index]));

/** How an episode is named after the `#`; by its number if its name is no valid Unicode. */
function address(id, index) {
  try {
    return encodeURIComponent(id);
  } catch {
    return `@${index}`;
  }
}

/** Takes apart `#episode/step`; nothing if there is no such episode. */
function readHash(hash) {
  const [name, step] = hash.replace(/^#/, "").split("/");
  const index = indexes.get(name) ?? indexes.get(recoded(name));
  if (index === undefined) return null;
  return { episode: episodes[index], step: /^\d{1,6}$/.test(step ?? "") ? Number(step) : 0 };
}

/** A name as `address` writes it, however a browser or a person wrote it. */
function recoded(name) {
  try {
    return encodeURIComponent(decodeURIComponent(name));
  } catch {
    return name;
  }
}

/** The steps of an episode with its brief and source. */
async function load(episode) {
  const steps = await unpack(`episode-${episode.index}`);
  const scene = await unpack(`scene-${steps.scene}`);
  return { ...episode, ...steps, ...scene, sources: sources(scene.lines, steps.steps) };
}

async function unpack(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** The source before the first step, and after each. */
function sources(lines, steps) {
  const all = [lines];
  for (const { edit } of steps) {
    const last = all.at(-1);
    all.push(edit ? last.toSpliced(edit.line - 1, edit.removed, ...edit.added) : last);
  }
  return all;
}
