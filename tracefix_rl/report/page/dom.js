"use strict";

/** Makes an element. Text is always text: nothing that is shown is ever read as HTML. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

/** A part that can be opened; what is in it is made when it is. */
function folded(title, content) {
  const details = make("details", { class: "fold" }, make("summary", {}, title));
  details.addEventListener("toggle", () => details.append(...[content()].flat()), { once: true });
  return details;
}

/** Text with its own line breaks. */
function verbatim(text) {
  return make("pre", { tabindex: "0" }, text);
}

/** What only a screen reader says. */
function unseen(text) {
  return make("span", { class: "unseen" }, text);
}

const NOTHING = "–";
const minus = (text) => text.replace("-", "−");
const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

function decimals(value, digits) {
  if (value == null) return NOTHING;
  const rounded = Number(value.toFixed(digits)) + 0;
  return minus(rounded.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
}

/** A number that is added to another: with its sign. */
function signed(value, digits = 3) {
  const text = decimals(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function seconds(value) {
  if (value == null) return NOTHING;
  if (value < 1) return `${decimals(value * 1000, value < 0.01 ? 1 : 0)} ms`;
  return `${decimals(value, 1)} s`;
}
