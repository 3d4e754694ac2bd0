// Streamlit's own words, put into the page's language, or into ours, as they appear.

const NAMES = ["aria-label", "aria-roledescription", "aria-valuetext", "alt", "title", "placeholder"];
const SEEN = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES };

let whole = new Map();
let parts = [];
let watch = null;
let isThai = false;

export default function ({ data }) {
  document.documentElement.lang = data.language;
  isThai = data.language === "th";
  learn(data.words);
  watch?.disconnect();
  watch = new MutationObserver((changes) => changes.forEach(mend));
  watch.observe(document.body, SEEN);
  visit(document.body);
  return () => watch?.disconnect();
}

function learn(words) {
  whole = new Map();
  parts = [];
  for (const [written, meant] of Object.entries(words)) {
    const [start, end] = written.split("…");
    if (end === undefined) whole.set(written, meant);
    else parts.push({ start, end, meant });
  }
}

function mend(change) {
  if (change.type === "attributes") name(change.target, change.attributeName);
  else if (change.type === "characterData") text(change.target);
  else change.addedNodes.forEach(visit);
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) return text(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let at = node; at; at = walker.nextNode()) {
    if (at.nodeType === Node.TEXT_NODE) text(at);
    else for (const one of NAMES) if (at.hasAttribute(one)) name(at, one);
  }
}

// Records may say the same as Streamlit does: their cells and our own words stay as they are.
function isOthers(element) {
  return !element || element.closest("td, style, script, code, [data-testid=stMarkdownContainer]:not(button *, [data-testid=stFileUploader] *, [data-testid=stException] *)");
}

function text(node) {
  if (isOthers(node.parentElement)) return;
  const meant = meaning(node.nodeValue.trim());
  if (meant !== null) node.nodeValue = meant;
}

function name(element, attribute) {
  const meant = meaning(element.getAttribute(attribute) ?? "");
  if (meant !== null) element.setAttribute(attribute, meant);
}

// The days that a field for dates reads out: "13 March 2026" in any order, and "03 – March" of a month alone.
function day(written) {
  const [month] = written.match(/\b(January|February|March|April|May|June|July|August|September|October|November|December)\b/) ?? [];
  const read = new Date(/\d{4}/.test(written) ? written : `${month} 1, 2000`);
  if (!month || Number.isNaN(read.getTime())) return written;
  const parts = /\d{4}/.test(written) ? { day: "numeric", month: "long", year: "numeric" } : { month: "long" };
  return new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", parts).format(read).replace("พ.ศ. ", "");
}

function meaning(written) {
  if (isThai && /^\d\d – [A-Z][a-z]+$/.test(written)) return day(written);
  if (whole.has(written)) return whole.get(written);
  for (const { start, end, meant } of parts) {
    if (written.length > start.length + end.length && written.startsWith(start) && written.endsWith(end)) {
      return meant.replace("…", () => day(written.slice(start.length, written.length - end.length)));
    }
  }
  return null;
}
