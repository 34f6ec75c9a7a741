/**
 * Which sections carry which country, year, theme and report, and how many. A section is a number.
 *
 * @typedef {"country" | "year" | "theme"} Facet
 * @typedef {Facet | "report"} Carried
 * @typedef {{country: string[], year: string[], theme: string[]}} Chosen such as a State
 * @typedef {{value: string, label: string, count: number, chosen: boolean, parent?: string}} FacetValue
 *
 * @typedef {object} Vocabulary the names of what an archive holds
 * @property {Record<string, {name: string, code: string, aliases: string[]}>} countries by slug
 * @property {Record<string, {label: string, parent: string | null}>} themes by id
 * @property {string[][]} variants words that mean the same, group by group
 *
 * @typedef {object} FacetTable what the index of a bundle says of its sections
 * @property {[string, number][]} parts names, and how many sections each has
 * @property {Record<string, Record<string, number[]>>} facets for each value how many sections to
 *   pass over and how many then carry it, in turn
 */

/** @type {Facet[]} */
const FACETS = ["country", "year", "theme"];
/** @type {Carried[]} */
const CARRIED = [...FACETS, "report"];

/**
 * The values of one facet, by section: those of section `n` are `of[from[n]]` to `of[from[n + 1] - 1]`.
 * @typedef {object} Column
 * @property {string[]} values
 * @property {Map<string, number>} numbers
 * @property {Uint32Array} from
 * @property {Uint16Array} of
 */

/** @param {FacetTable} table @returns {number} */
export function sectionsIn({ parts }) {
  return parts.reduce((sum, [, count]) => sum + count, 0);
}

/** @param {number[]} runs @param {number} start @param {(section: number) => void} visit */
function eachIn(runs, start, visit) {
  let at = start;
  for (let run = 0; run < runs.length; run += 2) {
    at += runs[run];
    for (const end = at + runs[run + 1]; at < end; at += 1) visit(at);
  }
}

/** @param {FacetTable[]} tables @param {Carried} facet @returns {[string, number[], number][]} */
function runsOf(tables, facet) {
  let start = 0;
  return tables.flatMap((table) => {
    const own = start;
    start += sectionsIn(table);
    const values = Object.entries(table.facets[facet] ?? {});
    return values.map(([value, runs]) => /** @type {[string, number[], number]} */ ([value, runs, own]));
  });
}

/** @param {FacetTable[]} tables @param {Carried} facet @param {number} size @returns {Column} */
function columnOf(tables, facet, size) {
  const runs = runsOf(tables, facet);
  const values = [...new Set(runs.map(([value]) => value))];
  const numbers = new Map(values.map((value, number) => [value, number]));
  const from = new Uint32Array(size + 1);
  for (const [, own, start] of runs) eachIn(own, start, (section) => (from[section + 1] += 1));
  for (let section = 0; section < size; section += 1) from[section + 1] += from[section];
  const next = from.slice();
  const of = new Uint16Array(from[size]);
  for (const [value, own, start] of runs) {
    const number = /** @type {number} */ (numbers.get(value));
    eachIn(own, start, (section) => (of[next[section]++] = number));
  }
  return { values, numbers, from, of };
}

const ORDER = new Intl.Collator("en", { numeric: true });

/** Years from the newest, all else by label. @param {Facet} facet @param {FacetValue[]} values */
function sorted(facet, values) {
  const sign = facet === "year" ? -1 : 1;
  return values.sort((a, b) => sign * ORDER.compare(a.label, b.label));
}

/** @param {string} value @returns {string} */
function withoutLabel(value) {
  const words = value.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The facets of all sections of an archive. */
export class FacetIndex {
  /** @param {FacetTable[]} tables one of each bundle @param {Vocabulary} vocabulary */
  constructor(tables, vocabulary) {
    this.vocabulary = vocabulary;
    this.size = tables.reduce((sum, table) => sum + sectionsIn(table), 0);
    const columns = CARRIED.map((facet) => [facet, columnOf(tables, facet, this.size)]);
    /** @type {Record<Carried, Column>} */ this.columns = Object.fromEntries(columns);
  }

  /** @param {string} theme @returns {string[]} itself and those above it */
  upwards(theme) {
    const parent = this.vocabulary.themes[theme]?.parent;
    return parent ? [theme, ...this.upwards(parent)] : [theme];
  }

  /**
   * @param {Facet} facet
   * @returns {string[][]} for each value the values for which a section that carries it counts
   */
  counting(facet) {
    const { values } = this.columns[facet];
    return values.map((value) => (facet === "theme" ? this.upwards(value) : [value]));
  }

  /** @param {Facet} facet @param {string[]} chosen @returns {(id: number) => boolean} */
  holding(facet, chosen) {
    const { from, of } = this.columns[facet];
    const wanted = this.counting(facet).map((values) => values.some((value) => chosen.includes(value)));
    return (id) => {
      for (let at = from[id]; at < from[id + 1]; at += 1) if (wanted[of[at]]) return true;
      return false;
    };
  }

  /**
   * @param {Iterable<number>} ids @param {Chosen} state
   * @param {Facet} [except] a facet whose own choice is put aside
   * @returns {number[]} those that hold one chosen value of every facet in which a choice was made;
   *   a theme is held by sections on a theme beneath it too
   */
  chosen(ids, state, except) {
    const asked = FACETS.filter((facet) => facet !== except && state[facet].length > 0);
    const tests = asked.map((facet) => this.holding(facet, state[facet]));
    return [...ids].filter((id) => tests.every((test) => test(id)));
  }

  /**
   * @param {Iterable<number>} ids @param {Facet} facet
   * @returns {Map<string, number>} how many of the sections carry each value, those above it included
   */
  counts(ids, facet) {
    const { from, of } = this.columns[facet];
    const counting = this.counting(facet);
    const names = [...new Set(counting.flat())];
    const places = counting.map((values) => values.map((value) => names.indexOf(value)));
    const count = new Uint32Array(names.length);
    const last = new Int32Array(names.length).fill(-1);
    for (const id of ids) {
      for (let at = from[id]; at < from[id + 1]; at += 1) {
        for (const place of places[of[at]]) {
          if (last[place] !== id) count[place] += 1;
          last[place] = id;
        }
      }
    }
    return new Map(names.map((name, place) => [name, count[place]]));
  }

  /**
   * How many of the sections carry each value, with the choices in the other facets kept.
   * @param {Iterable<number>} ids @param {Chosen} state @param {Facet} facet
   * @returns {FacetValue[]} values that occur or are chosen
   */
  values(ids, state, facet) {
    const counts = this.counts(this.chosen(ids, state, facet), facet);
    const names = [...new Set([...counts.keys(), ...state[facet]])];
    const values = names.map((value) => this.valueOf(facet, value, counts.get(value) ?? 0, state));
    return sorted(facet, values.filter(({ count, chosen }) => count > 0 || chosen));
  }

  /**
   * @param {Facet} facet @param {string} value @param {number} count @param {Chosen} state
   * @returns {FacetValue}
   */
  valueOf(facet, value, count, state) {
    const chosen = state[facet].includes(value);
    const parent = facet === "theme" ? this.vocabulary.themes[value]?.parent : null;
    const found = { value, label: this.label(facet, value), count, chosen };
    return parent ? { ...found, parent } : found;
  }

  /**
   * @param {Facet} facet @param {string} value
   * @returns {string} its name; a value that only the address knows stands as it was typed there
   */
  label(facet, value) {
    const { countries, themes } = this.vocabulary;
    const named = facet === "country" ? countries[value]?.name : themes[value]?.label;
    if (facet !== "year" && named) return named;
    const isKnown = this.columns[facet].numbers.has(value);
    return isKnown ? withoutLabel(value) : `${value} (not in this archive)`;
  }

  /** @param {number} id @param {Carried} facet @returns {string} its first value, "" for none */
  of(id, facet) {
    const { values, from, of } = this.columns[facet];
    return from[id] < from[id + 1] ? values[of[from[id]]] : "";
  }

  /**
   * @param {Facet} facet
   * @returns {Map<string, number>} how many sections of the archive carry each value
   */
  totals(facet) {
    this.known ??= new Map();
    const known = this.known.get(facet) ?? this.counts(this.everything(), facet);
    this.known.set(facet, known);
    return known;
  }

  /** @returns {Iterable<number>} every section */
  everything() {
    return Array.from({ length: this.size }, (_, id) => id);
  }
}
