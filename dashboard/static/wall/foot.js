// The wall's foot: the newest records, how to read a figure, and how old each source is; a beat at a time.

const VERSION = new URL(import.meta.url).search;
const { node } = await import(`./panes.js${VERSION}`);

/** Cut a text at a word so that its place holds it. */
function cut(element, place) {
  const isOver = () => place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight + 1;
  const words = element.textContent.split(" ");
  let [fits, fails] = [0, words.length + 1];
  if (!isOver()) return;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    element.textContent = `${words.slice(0, middle).join(" ")} …`;
    if (isOver()) fails = middle;
    else fits = middle;
  }
  element.textContent = fits ? `${words.slice(0, fits).join(" ").replace(/[\s,;:.]+$/, "")} …` : "";
}

export class Foot {
  /**
   * @param {function(string): Element} find an element of the wall.
   * @param {function(string): Pane} pane the pane in it.
   */
  constructor(find, pane) {
    this.find = find;
    this.pane = pane;
  }

  /** Show the beat's part of what the payload holds; in the second half of a scene, how to read one of its figures. */
  draw({ ticker, sources, figures, language, beat }) {
    const remarks = figures.filter((figure) => figure.note);
    if (beat % 2 && remarks.length) this.drawRemark(remarks[(beat >> 1) % remarks.length], language);
    else if (ticker.length) this.drawRecord(ticker[beat % ticker.length], language);
    const text = this.find(".ticker .page:last-child .text");
    if (text) cut(text, text.closest(".remark") ?? text);
    if (sources.length) this.drawSource(sources, language, beat);
  }

  drawRemark({ label, note }, language) {
    this.pane(".ticker").show([label, note, language], () =>
      node("div", { class: "remark" }, node("b", {}, `${label[language]}: `), node("span", { class: "text" }, note[language])),
    );
  }

  drawRecord(item, language) {
    this.pane(".ticker").show([item, language], () => {
      const head = [item.date, item.place, item.what].map((one) => one?.[language]).filter(Boolean).join(" · ");
      return [
        node("div", { class: "line" }, node("b", {}, head)),
        node("div", { class: "line" }, node("span", { class: "text", lang: "en" }, item.text), node("cite", {}, item.publisher)),
      ];
    });
  }

  drawSource(sources, language, beat) {
    // What is silent comes first: it is what the room has to know.
    const sorted = [...sources.filter((one) => one.silent), ...sources.filter((one) => !one.silent)];
    const source = sorted[beat % sorted.length];
    this.find(".sources").classList.toggle("is-silent", Boolean(source.silent));
    this.pane(".sources").show([source, language], () => [
      node("div", { class: "line" }, node("b", {}, source.name[language])),
      node("div", { class: "line" }, source.silent?.[language] ?? source.age[language]),
    ]);
  }
}
