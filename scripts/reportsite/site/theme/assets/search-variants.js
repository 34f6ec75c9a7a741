/**
 * Other spellings and names of what was typed, from the vocabulary's groups. Pure functions.
 *
 * @typedef {import("./search-query.js").Query} Query
 * @typedef {import("./search-query.js").Clause} Clause
 * @typedef {import("./search-query.js").Term} Term
 * @typedef {{typed: string, words: string[]}} Also what was typed, and what else means the same
 * @typedef {{clauses: Clause[], also: Also[]}} Varied
 */

import { tokenOf, typedTokens } from "./search-words.js";

/** Letters of a long member that its inflections may change: organise, organising. */
const ENDING = 2;
const LONG = 6;
/** Letters that words of the same stem have in common at least. */
const ALIKE = 2;

/** @param {string} token */
function stemOf(token) {
  return tokenOf(token).stem;
}

/** @param {string[]} tokens */
function stemsOf(tokens) {
  return tokens.map(stemOf);
}

/** A word or a name of a group. */
class Member {
  /** @param {string} typed @param {number} group its number */
  constructor(typed, group) {
    /** @type {Term} */
    this.term = { typed, tokens: typedTokens(typed), exact: false, open: false, variant: true };
    this.group = group;
  }

  /** Of hundreds of members, a search asks for those of few. */
  get stems() {
    this.known ??= stemsOf(this.term.tokens);
    return this.known;
  }

  /** Whether the words begin alike, as those of the same stem do. @param {string[]} tokens */
  isLike(tokens) {
    const own = this.term.tokens;
    return own.length === tokens.length
      && own.every((token, at) => token.startsWith(tokens[at].slice(0, ALIKE)));
  }
}

/** @param {string} own a word of a member @returns {string} what all its inflections begin with */
function beginningOf(own) {
  if (own.length >= LONG) return own.slice(0, -ENDING);
  return own.replace(/[ey]$/u, "");
}

/**
 * "marginal" has the stem of "marginalize", and "isi" that of "ISIS", and both are other words: what
 * was typed must have the letters of the member, but for an ending.
 * @param {Member} member @param {string[]} tokens @param {string[]} stems
 */
function isMember(member, tokens, stems) {
  if (!member.isLike(tokens) || stems.some((stem, at) => stem !== member.stems[at])) return false;
  return member.term.tokens.every((own, at) => tokens[at].startsWith(beginningOf(own)));
}

/** All groups, to be asked by words. */
class Groups {
  /** @param {string[][]} groups */
  constructor(groups) {
    this.members = groups.flatMap((members, group) => members.map((typed) => new Member(typed, group)));
    this.longest = Math.max(0, ...this.members.map(({ term }) => term.tokens.length));
  }

  /** @param {string[]} tokens @returns {Member[]} the others of the group, none for a word without */
  others(tokens) {
    if (tokens.length > this.longest) return [];
    const stems = stemsOf(tokens);
    const found = this.members.find((member) => isMember(member, tokens, stems));
    if (!found) return [];
    const key = stems.join(" ");
    const group = this.members.filter((member) => member.group === found.group);
    return group.filter((member) => member.stems.join(" ") !== key);
  }
}

/** @param {Clause} clause @returns {Term | null} the term, where it is a plain word */
function plainTerm({ alternatives }) {
  const [[term], ...others] = alternatives;
  return others.length === 0 && alternatives[0].length === 1 && isPlain(term) ? term : null;
}

/** @param {Term} term */
function isPlain({ exact, open }) {
  return !exact && !open;
}

/** @param {Term[]} terms @param {Member[]} others @returns {Also} */
function alsoOf(terms, others) {
  const typed = terms.map((term) => term.typed).join(" ");
  return { typed, words: others.map(({ term }) => term.typed) };
}

/**
 * The longest run of plain words from one clause on that has other names.
 * @param {Clause[]} clauses @param {number} start @param {(terms: Term[]) => Member[]} find
 * @returns {{terms: Term[], others: Member[]} | null}
 */
function runFrom(clauses, start, find) {
  /** @type {Term[]} */ const terms = [];
  let found = null;
  for (const clause of clauses.slice(start)) {
    const term = plainTerm(clause);
    if (!term) break;
    terms.push(term);
    const others = find(terms);
    if (others.length > 0) found = { terms: [...terms], others };
  }
  return found;
}

/** @param {{terms: Term[], others: Member[]}} run @returns {Varied} */
function variedRun({ terms, others }) {
  const alternatives = [terms, ...others.map(({ term }) => [term])];
  return { clauses: [{ alternatives }], also: [alsoOf(terms, others)] };
}

/** @param {Clause} clause @param {(terms: Term[]) => Member[]} find @returns {Varied} */
function variedWords(clause, find) {
  const typed = new Set(clause.alternatives.map(keyOf));
  const found = clause.alternatives.map((terms) => {
    const others = terms.every(isPlain) ? find(terms) : [];
    return { terms, others: others.filter(({ stems }) => !typed.has(stems.join(" "))) };
  });
  const others = found.flatMap((one) => one.others.map(({ term }) => [term]));
  const also = found.filter((one) => one.others.length > 0).map((one) => alsoOf(one.terms, one.others));
  return { clauses: [{ alternatives: withoutTwins([...clause.alternatives, ...others]) }], also };
}

/** @param {Term[]} terms @returns {string} */
function keyOf(terms) {
  return stemsOf(terms.flatMap(({ tokens }) => tokens)).join(" ");
}

/** @param {Term[][]} alternatives @returns {Term[][]} those of the same words once */
function withoutTwins(alternatives) {
  const keys = alternatives.map((terms) =>
    terms.some(({ exact }) => exact) ? terms.map(({ tokens }) => tokens).join() : keyOf(terms));
  return alternatives.filter((_, at) => keys.indexOf(keys[at]) === at);
}

/** @param {Clause[]} clauses @param {(terms: Term[]) => Member[]} find @returns {Varied} */
function varied(clauses, find) {
  /** @type {Varied} */ const all = { clauses: [], also: [] };
  for (let at = 0; at < clauses.length; ) {
    const run = runFrom(clauses, at, find);
    const one = run ? variedRun(run) : variedWords(clauses[at], find);
    all.clauses.push(...one.clauses);
    all.also.push(...one.also);
    at += run ? run.terms.length : 1;
  }
  return all;
}

/** @type {WeakMap<string[][], Groups>} */
const KNOWN = new WeakMap();

/** @param {string[][]} groups @returns {Groups} */
function known(groups) {
  const found = KNOWN.get(groups) ?? new Groups(groups);
  KNOWN.set(groups, found);
  return found;
}

/**
 * Phrases in quotation marks, and what is to be left out, stay as typed.
 * @param {Query} query @param {string[][]} groups
 * @returns {{query: Query, also: Also[]}} the query with the others of each group as alternatives
 */
export function withVariants(query, groups) {
  const left = new Set(query.excluded.map(({ tokens }) => stemsOf(tokens).join(" ")));
  const find = (/** @type {Term[]} */ terms) =>
    known(groups)
      .others(terms.flatMap(({ tokens }) => tokens))
      .filter(({ stems }) => !left.has(stems.join(" ")));
  const { clauses, also } = varied(query.clauses, find);
  return { query: { ...query, clauses }, also };
}
