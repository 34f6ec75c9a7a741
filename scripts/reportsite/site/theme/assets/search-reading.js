/**
 * A query's text taken apart at blanks, quotation marks and the names of filters. Pure functions.
 *
 * @typedef {object} Piece
 * @property {"word" | "or" | "and" | "filter"} kind
 * @property {number} start place in the text, counted from 0
 * @property {number} end the place after the last
 * @property {string} typed all of it as typed
 * @property {string} text without minus, name and quotation marks
 * @property {string} facet the name of a filter, in lower case; else ""
 * @property {boolean} minus whether a minus stands directly before it
 * @property {boolean} quoted
 * @property {boolean} closed whether the closing quotation mark is there; true where there is none
 * @property {boolean} atEnd whether nothing stands behind it
 */

const QUOTES = "\"“”„‟«»＂";
// minus, name of a filter, then a phrase up to the next quotation mark of any kind, or a word
const PIECE = new RegExp(
  `(?<minus>(?<!\\S)[-−])?(?<name>(?:country|year|theme):)?` +
    `(?:[${QUOTES}](?<phrase>[^${QUOTES}]*)(?<close>[${QUOTES}])?|(?<word>[^\\s${QUOTES}]*))`,
  "giuy",
);
const BLANK = /\s*/uy;
/** @type {Map<string, "or" | "and">} */ const SIGNS = new Map([["OR", "or"], ["AND", "and"]]);

/** @param {RegExp} expression @param {string} text @param {number} at @returns {RegExpExecArray} */
function matchAt(expression, text, at) {
  expression.lastIndex = at;
  return /** @type {RegExpExecArray} */ (expression.exec(text));
}

/** @param {RegExpExecArray} found @param {string} whole @returns {Piece} */
function pieceOf(found, whole) {
  const { minus, name, phrase, close, word } = /** @type {Record<string, string>} */ (found.groups);
  const end = found.index + found[0].length;
  const quoted = phrase !== undefined;
  const facet = name ? name.slice(0, -1).toLowerCase() : "";
  const sign = word && !name && !minus ? SIGNS.get(word) : undefined;
  return {
    kind: name ? "filter" : sign ?? "word",
    start: found.index,
    end,
    typed: found[0],
    text: quoted ? phrase : word,
    facet,
    minus: minus !== undefined,
    quoted,
    closed: !quoted || close !== undefined,
    atEnd: whole.slice(end).trim() === "",
  };
}

/** @param {string} typed @returns {Piece[]} in order; what lies between them is blank */
export function piecesOf(typed) {
  /** @type {Piece[]} */ const pieces = [];
  let at = 0;
  while ((at += matchAt(BLANK, typed, at)[0].length) < typed.length) {
    const piece = pieceOf(matchAt(PIECE, typed, at), typed);
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}
