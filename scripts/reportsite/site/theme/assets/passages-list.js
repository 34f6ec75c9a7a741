/**
 * The list of passages that a reader takes along: what it is, and what can be done to it. Pure
 * functions on frozen objects. A list is one sequence of headings and passages; a passage belongs to
 * the heading above it.
 *
 * @typedef {object} Kept what was read of a passage's page, so that it can be shown without it
 * @property {string} read the day, "2026-11-21" @property {string} html the quotation
 * @property {Record<string, string>} citations HTML of each style, by the style's name
 * @property {string} address the permanent one @property {string} source organisation and work
 *
 * @typedef {object} Passage
 * @property {"passage"} kind @property {string} page the section's, "reports/kazakhstan/2010/torture/"
 * @property {string} number "12", "12a" @property {string} title of the report, "Kazakhstan 2010"
 * @property {string} section its title, "" for none @property {string} words as far as known
 * @property {string} note the reader's own @property {string} added the day, "" where not known
 * @property {Kept | null} kept
 *
 * @typedef {{kind: "heading", id: string, text: string}} Heading
 * @typedef {Heading | Passage} Entry
 * @typedef {{title: string, entries: readonly Entry[]}} List
 * @typedef {Partial<Passage> & {page: string, number: string}} Item what is put into a list
 */

/** As many as a browser keeps, with room to spare: some 3,000 signs a passage, 5 million in all. */
export const MOST = 1000;

/** @type {List} */
export const EMPTY = Object.freeze({ title: "", entries: Object.freeze([]) });

/** @param {string} title @param {readonly Entry[]} entries @returns {List} */
function list(title, entries) {
  return Object.freeze({ title, entries: Object.freeze([...entries]) });
}

/** @param {string} page of a report or a section @returns {string} that of the report */
export function reportOf(page) {
  return `${page.split("/").slice(0, 3).join("/")}/`;
}

/**
 * A paragraph has one address, on the page of its report, wherever it was met.
 *
 * @param {string} page of a report or a section @param {string} number
 * @returns {string} "reports/kazakhstan/2010/#p12"
 */
export function keyFor(page, number) {
  return `${reportOf(page)}#p${number}`;
}

/** @param {Entry} entry @returns {string} unlike that of any other entry of a list */
export function keyOf(entry) {
  return entry.kind === "heading" ? entry.id : keyFor(entry.page, entry.number);
}

/** @param {List} of @returns {Passage[]} */
export function passagesOf(of) {
  return of.entries.filter((entry) => entry.kind === "passage");
}

/** @param {List} of @returns {Heading[]} */
export function headingsOf(of) {
  return of.entries.filter((entry) => entry.kind === "heading");
}

/** @param {List} of @param {string} key @returns {number} -1 where it is not */
export function indexOf(of, key) {
  return of.entries.findIndex((entry) => keyOf(entry) === key);
}

/** @param {Item} item @param {string} today @returns {Passage} */
export function passageOf(item, today) {
  const { page, number, title = "", section = "", words = "", note = "", kept = null } = item;
  const added = item.added ?? today;
  return Object.freeze({ kind: "passage", page, number, title, section, words, note, added, kept });
}

/**
 * Put passages behind those that stand under no heading, so that none comes under one by chance.
 *
 * @param {List} to @param {readonly Item[]} items @param {string} today
 * @returns {{list: List, added: number, already: number, left: number}} `left` found no room
 */
export function added(to, items, today) {
  const known = new Set(to.entries.map(keyOf));
  const before = known.size;
  const unknown = items.filter(({ page, number }) => {
    const key = keyFor(page, number);
    return !known.has(key) && known.add(key);
  });
  const room = Math.max(0, MOST - passagesOf(to).length);
  const found = unknown.slice(0, room).map((item) => passageOf(item, today));
  const at = firstHeading(to.entries);
  const entries = [...to.entries.slice(0, at), ...found, ...to.entries.slice(at)];
  return {
    list: known.size > before ? list(to.title, entries) : to,
    added: found.length,
    already: items.length - unknown.length,
    left: unknown.length - found.length,
  };
}

/** @param {readonly Entry[]} entries @returns {number} how many stand before it */
function firstHeading(entries) {
  const at = entries.findIndex(({ kind }) => kind === "heading");
  return at < 0 ? entries.length : at;
}

/** A heading leaves its passages behind. @param {List} from @param {string} key @returns {List} */
export function removed(from, key) {
  return list(
    from.title,
    from.entries.filter((entry) => keyOf(entry) !== key),
  );
}

/**
 * What was removed, back in its place.
 *
 * @param {List} to @param {Entry} entry @param {number} index from 0 @returns {List}
 */
export function restored(to, entry, index) {
  if (indexOf(to, keyOf(entry)) >= 0) return to;
  return list(to.title, [...to.entries.slice(0, index), entry, ...to.entries.slice(index)]);
}

/** @param {List} to @param {string} text @returns {List} with one more heading, at the end */
export function withHeading(to, text) {
  return list(to.title, [...to.entries, heading(freeId(to.entries), text)]);
}

/** @param {string} id @param {string} text @returns {Heading} */
export function heading(id, text) {
  return Object.freeze({ kind: "heading", id, text });
}

/** @param {readonly Entry[]} entries @returns {string} "h3" where "h2" is the highest taken */
function freeId(entries) {
  const taken = entries.map((entry) => (entry.kind === "heading" ? Number(entry.id.slice(1)) : 0));
  return `h${Math.max(0, ...taken) + 1}`;
}

/** @param {List} of @param {string} title @returns {List} */
export function titled(of, title) {
  return list(title, of.entries);
}

/**
 * @param {List} of @param {string} key
 * @param {{text?: string, note?: string, kept?: Kept, page?: string, section?: string}} change
 * @returns {List} in which that entry has this in place of what it had
 */
export function changed(of, key, change) {
  return allChanged(of, new Map([[key, change]]));
}

/**
 * @param {List} of @param {Map<string, object>} changes by the keys of entries @returns {List}
 */
export function allChanged(of, changes) {
  const entries = of.entries.map((entry) =>
    Object.freeze({ ...entry, ...changes.get(keyOf(entry)) }),
  );
  return list(of.title, /** @type {Entry[]} */ (entries));
}

/**
 * Move a passage past the entry beside it, which may be a heading; move a heading with its passages
 * past the heading beside it with its own. What stands under no heading stays at the top.
 *
 * @param {List} of @param {string} key @param {-1 | 1} step up or down @returns {List}
 */
export function moved(of, key, step) {
  const at = indexOf(of, key);
  const { entries } = of;
  const can = movable(of).get(key);
  if (!can || !(step < 0 ? can.up : can.down)) return of;
  const [start, end] = blockAt(entries, at);
  const other = step < 0 ? blockEndingAt(entries, start, at) : blockStartingAt(entries, end, at);
  const block = entries.slice(start, end);
  const passed = entries.slice(...other);
  const both = step < 0 ? [...block, ...passed] : [...passed, ...block];
  const first = Math.min(start, other[0]);
  const last = Math.max(end, other[1]);
  return list(of.title, [...entries.slice(0, first), ...both, ...entries.slice(last)]);
}

/** @param {List} of @returns {Map<string, {up: boolean, down: boolean}>} by the keys of its entries */
export function movable(of) {
  const { entries } = of;
  const top = firstHeading(entries);
  const last = entries.findLastIndex(({ kind }) => kind === "heading");
  return new Map(
    entries.map((entry, at) => {
      const isHeading = entry.kind === "heading";
      const down = at < (isHeading ? last : entries.length - 1);
      return [keyOf(entry), { up: at > (isHeading ? top : 0), down }];
    }),
  );
}

/**
 * What moves as one: a passage, or a heading with its passages.
 *
 * @param {readonly Entry[]} entries @param {number} at @returns {[number, number]} end exclusive
 */
function blockAt(entries, at) {
  if (entries[at].kind === "passage") return [at, at + 1];
  const next = entries.findIndex((entry, index) => index > at && entry.kind === "heading");
  return [at, next < 0 ? entries.length : next];
}

/**
 * @param {readonly Entry[]} entries @param {number} end @param {number} at
 * @returns {[number, number]} end exclusive
 */
function blockEndingAt(entries, end, at) {
  if (entries[at].kind === "passage") return [end - 1, end];
  const before = entries.slice(0, end).findLastIndex(({ kind }) => kind === "heading");
  return [before, end];
}

/**
 * @param {readonly Entry[]} entries @param {number} start @param {number} at
 * @returns {[number, number]} end exclusive
 */
function blockStartingAt(entries, start, at) {
  return entries[at].kind === "passage" ? [start, start + 1] : blockAt(entries, start);
}

/**
 * @param {List} of @param {string} key of a passage
 * @param {string} id of a heading, "" for none: the passage becomes the last one there
 * @returns {List}
 */
export function movedTo(of, key, id) {
  const at = indexOf(of, key);
  if (at < 0) return of;
  const rest = of.entries.filter((_, index) => index !== at);
  const under = rest.findIndex((entry) => entry.kind === "heading" && entry.id === id);
  if (id && under < 0) return of;
  const end = id ? blockAt(rest, under)[1] : firstHeading(rest);
  return list(of.title, [...rest.slice(0, end), of.entries[at], ...rest.slice(end)]);
}

/** @param {List} of @param {string} key @returns {Heading | null} the one under which it stands */
export function headingAbove(of, key) {
  const before = of.entries.slice(0, Math.max(0, indexOf(of, key)));
  return before.findLast((entry) => entry.kind === "heading") ?? null;
}

/**
 * One list behind another: headings of the same words become one, passages stand where they first are.
 *
 * @param {List} first @param {List} second
 * @returns {{list: List, added: number, already: number, left: number}} as `added` returns them
 */
export function joined(first, second) {
  let whole = first.title ? first : titled(first, second.title);
  const counts = { added: 0, already: 0, left: 0 };
  let under = "";
  for (const entry of second.entries) {
    if (entry.kind === "heading") {
      const same = headingsOf(whole).find(({ text }) => text === entry.text);
      if (!same) whole = withHeading(whole, entry.text);
      under = (same ?? /** @type {Heading} */ (headingsOf(whole).at(-1))).id;
      continue;
    }
    const { list: more, ...counted } = added(whole, [entry], entry.added);
    whole = counted.added ? movedTo(more, keyOf(entry), under) : whole;
    counts.added += counted.added;
    counts.already += counted.already;
    counts.left += counted.left;
  }
  return { list: whole, ...counts };
}
