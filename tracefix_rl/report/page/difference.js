const MOST_COMPARISONS = 4_000_000;
const CONTEXT = 3;

/** How lines became others: `{sign, before, after}` for each, with its index from 0 on either side. */
function compare(before, after) {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const rows = [];
  for (let each = 0; each < head; each++) rows.push({ sign: " ", before: each, after: each });
  rows.push(...compareMiddle(before, after, head, before.length - tail, after.length - tail));
  for (let each = tail; each > 0; each--) {
    rows.push({ sign: " ", before: before.length - each, after: after.length - each });
  }
  return rows;
}

const isChange = ({ sign }) => sign !== " ";

/** The same for what lies between; by the longest common subsequence, unless that is too much work. */
function compareMiddle(before, after, start, beforeEnd, afterEnd) {
  const [height, width] = [beforeEnd - start, afterEnd - start];
  const common = height * width <= MOST_COMPARISONS ? commonLengths(before, after, start, height, width) : null;
  const rows = [];
  let [i, j] = [0, 0];
  while (i < height || j < width) {
    if (common && i < height && j < width && before[start + i] === after[start + j]) {
      rows.push({ sign: " ", before: start + i++, after: start + j++ });
    } else if (i < height && (j === width || !common || common[i + 1][j] >= common[i][j + 1])) {
      rows.push({ sign: "-", before: start + i++ });
    } else {
      rows.push({ sign: "+", after: start + j++ });
    }
  }
  return rows;
}

function commonLengths(before, after, start, height, width) {
  const lengths = Array.from({ length: height + 1 }, () => new Uint32Array(width + 1));
  for (let i = height - 1; i >= 0; i--) {
    for (let j = width - 1; j >= 0; j--) {
      lengths[i][j] = before[start + i] === after[start + j]
        ? lengths[i + 1][j + 1] + 1
        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/** Leaves out what is far from all that matters; `{skipped}` stands for lines that are not shown. */
function nearby(rows, matters) {
  const near = new Array(rows.length).fill(false);
  rows.forEach((row, place) => {
    if (matters(row)) near.fill(true, Math.max(0, place - CONTEXT), place + CONTEXT + 1);
  });
  const shown = [];
  rows.forEach((row, place) => {
    if (near[place]) shown.push(row);
    else if (shown.at(-1)?.skipped) shown.at(-1).skipped++;
    else shown.push({ skipped: 1 });
  });
  return shown;
}
