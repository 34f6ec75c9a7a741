/**
 * Words in context, as pieces of text that a page can show. Pure functions.
 *
 * @typedef {{text: string, marked: boolean}} Piece
 */

import { JOINER, shell } from "./search-words.js";

/** Words of an excerpt, and how many of them stand before the first that is marked. */
const LENGTH = 40;
const LEAD = 10;

/** @param {number} count @param {Set<number>} marks @param {number} length @returns {[number, number]} */
function windowOf(count, marks, length) {
  const first = marks.size > 0 ? Math.min(...marks) : 0;
  const start = Math.max(0, Math.min(first - Math.floor((LEAD * length) / LENGTH), count - length));
  return [start, Math.min(count, start + length)];
}

/** @param {Piece[]} pieces @param {string} text @param {boolean} marked */
function append(pieces, text, marked) {
  const last = pieces.at(-1);
  if (text === "") return;
  if (last && last.marked === marked) last.text += text;
  else pieces.push({ text, marked });
}

/**
 * @param {string[]} words a passage's words as printed @param {Set<number>} marks places to mark
 * @param {number} [length] in words
 * @returns {Piece[]} about `length` words around the first mark; "…" where words are left out
 */
export function excerptOf(words, marks, length = LENGTH) {
  const [start, end] = windowOf(words.length, marks, length);
  /** @type {Piece[]} */ const pieces = [];
  append(pieces, start > 0 ? "…\u00a0" : "", false);
  for (let at = start; at < end; at += 1) {
    const [before, core, after] = shell(words[at]);
    const marked = marks.has(at);
    // What stands between two marked words is marked too, so that a phrase is one mark.
    const joined = marked && marks.has(at + 1) && at + 1 < end;
    const space = words[at].endsWith(JOINER) || at + 1 === end ? "" : " ";
    append(pieces, before, marked && marks.has(at - 1) && at > start);
    append(pieces, core, marked);
    append(pieces, after + space, joined);
  }
  append(pieces, end < words.length ? "\u00a0…" : "", false);
  return pieces;
}
