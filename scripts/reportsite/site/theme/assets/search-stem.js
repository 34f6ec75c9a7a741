/**
 * English stems, so that "tortured" and "torture" count as one word.
 *
 * The rules are those of the Snowball project's English stemmer (Porter 2, snowballstem.org), which
 * Pagefind applies to every word it indexes. Pagefind keeps its own copy out of reach, and says
 * where a word begins like another, not where it is the same: "police" also finds "policy".
 */

const VOWEL = "[aeiouy]";
const SHORT_END = /(^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY]|past)$/;
const DOUBLE = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const FIXED_START = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/;

const WHOLE_WORDS = new Map([
  ["skis", "ski"], ["skies", "sky"], ["idly", "idl"], ["gently", "gentl"], ["ugly", "ugli"],
  ["early", "earli"], ["only", "onli"], ["singly", "singl"],
  ...["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"].map((word) => [word, word]),
]);

/** Longest ending first: the first that fits decides. @type {[string, string][]} */
const STEP_2 = [
  ["ational", "ate"], ["ization", "ize"], ["iveness", "ive"], ["fulness", "ful"],
  ["ousness", "ous"], ["tional", "tion"], ["lessli", "less"], ["biliti", "ble"], ["entli", "ent"],
  ["ousli", "ous"], ["fulli", "ful"], ["aliti", "al"], ["iviti", "ive"], ["alism", "al"],
  ["ation", "ate"], ["ogist", "og"], ["abli", "able"], ["alli", "al"], ["anci", "ance"],
  ["enci", "ence"], ["izer", "ize"], ["ator", "ate"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
];

/** @type {[string, string][]} */
const STEP_3 = [
  ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"],
  ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""],
];

const STEP_4 = [
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
  "ive", "ize", "ion", "al", "er", "ic",
];

/** Where the region after the first vowel and consonant begins. @param {string} word */
function regionAfter(word, from) {
  const found = new RegExp(`${VOWEL}[^aeiouy]`).exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

/** @param {string} word @returns {[number, number]} where R1 and R2 begin */
function regions(word) {
  const fixed = FIXED_START.exec(word);
  const first = fixed ? fixed[0].length : regionAfter(word, 0);
  return [first, regionAfter(word, first)];
}

/** A y that stands for a consonant is written Y while the rules run. @param {string} word */
function markConsonantY(word) {
  return word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
}

/** @param {string} word */
function withoutPlural(word) {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/(ied|ies)$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/(us|ss)$/.test(word)) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

/** @param {string} base what is left when -ed or -ing is gone @param {number} r1 */
function repaired(base, r1) {
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (DOUBLE.test(base)) return /^[aeo]..$/.test(base) ? base : base.slice(0, -1);
  return base.length === r1 && SHORT_END.test(base) ? `${base}e` : base;
}

/** @param {string} word @param {number} r1 */
function withoutEed(word, r1) {
  const ending = word.endsWith("eedly") ? "eedly" : "eed";
  const base = word.slice(0, -ending.length);
  if (base.length < r1 || /^(succ|proc|exc)$/.test(base)) return word;
  return `${base}ee`;
}

/** @param {string} word @param {number} r1 */
function withoutPast(word, r1) {
  if (/eed(ly)?$/.test(word)) return withoutEed(word, r1);
  const ending = /(edly|ingly|ing|ed)$/.exec(word)?.[0];
  if (!ending) return word;
  const base = word.slice(0, -ending.length);
  if (ending === "ing") {
    if (/^[^aeiouy]y$/.test(base)) return `${base.slice(0, -1)}ie`;
    if (/^(even|cann|inn|earr|herr|out)$/.test(base)) return word;
  }
  return /[aeiouy]/.test(base) ? repaired(base, r1) : word;
}

/** @param {string} word @param {number} r1 */
function step2(word, r1) {
  const rule = STEP_2.find(([ending]) => word.endsWith(ending));
  if (!rule) return word;
  const base = word.slice(0, -rule[0].length);
  if (base.length < r1) return word;
  if (rule[0] === "ogi" && !base.endsWith("l")) return word;
  if (rule[0] === "li" && !/[cdeghkmnrt]$/.test(base)) return word;
  return base + rule[1];
}

/** @param {string} word @param {number} r1 @param {number} r2 */
function step3(word, r1, r2) {
  const rule = STEP_3.find(([ending]) => word.endsWith(ending));
  if (!rule) return word;
  const base = word.slice(0, -rule[0].length);
  return base.length < (rule[0] === "ative" ? r2 : r1) ? word : base + rule[1];
}

/** @param {string} word @param {number} r2 */
function step4(word, r2) {
  const ending = STEP_4.find((candidate) => word.endsWith(candidate));
  if (!ending) return word;
  const base = word.slice(0, -ending.length);
  if (base.length < r2 || (ending === "ion" && !/[st]$/.test(base))) return word;
  return base;
}

/** @param {string} word @param {number} r1 @param {number} r2 */
function step5(word, r1, r2) {
  const base = word.slice(0, -1);
  if (word.endsWith("ll")) return base.length >= r2 ? base : word;
  if (!word.endsWith("e")) return word;
  const drop = base.length >= r2 || (base.length >= r1 && !SHORT_END.test(base));
  return drop ? base : word;
}

/**
 * @param {string} typed a word in lower case, letters and digits only
 * @returns {string} its stem; the word itself where it is not English
 */
export function stem(typed) {
  if (typed.length < 3) return typed;
  const whole = WHOLE_WORDS.get(typed);
  if (whole) return whole;
  let word = markConsonantY(typed);
  const [r1, r2] = regions(word);
  word = withoutPast(withoutPlural(word), r1);
  word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
  word = step5(step4(step3(step2(word, r1), r1, r2), r2), r1, r2);
  return word.replaceAll("Y", "y");
}
