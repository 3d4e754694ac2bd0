// Thai time; in Thai with the Buddhist year.

const ZONE = { timeZone: "Asia/Bangkok" };
const LOCALES = { th: "th-TH-u-ca-buddhist-nu-latn", en: "en-GB" };
const made = new Map();

function format(language, name, options) {
  const key = `${language} ${name}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(LOCALES[language], { ...ZONE, ...options }));
  return made.get(key);
}

/** Hours and minutes. */
export function timeWords(moment, language) {
  return format(language, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(moment);
}

/** Day, month and year, without the name of the era. */
export function dateWords(moment, language) {
  const parts = format(language, "date", { day: "numeric", month: "long", year: "numeric" }).formatToParts(moment);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("day")} ${part("month")} ${part("year")}`;
}
