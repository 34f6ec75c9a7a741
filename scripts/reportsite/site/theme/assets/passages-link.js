/**
 * A list of passages in the part of an address that no server sees: `#z=` and compressed JSON, or
 * `#j=` and JSON as it is, where the browser cannot compress. It holds the title, headings, addresses
 * and notes; the words are read from the pages.
 *
 * As JSON: `[1, title, entries]`, an entry being a text (a heading) or `[page, number, note]`, whose
 * page is without "reports/", "" for that of the passage before, and whose note may be left out.
 *
 * @typedef {import("./passages-list.js").List} List
 * @typedef {import("./passages-reading.js").Read} Read
 * @typedef {string | [string, string] | [string, string, string]} Short
 */

import { readList, VERSION } from "./passages-reading.js";

/** Signs of an address that programs still pass on whole. */
export const LONGEST = 8000;

const MARK = /^#([zj])=([A-Za-z0-9_-]+)$/;
const PREFIX = "reports/";
const MOST_BYTES = 2_000_000; // of JSON: a few signs can unfold to any number

/** @param {string} hash @returns {boolean} whether it is meant to hold a list */
export function holdsList(hash) {
  return /^#[zj]=/.test(hash);
}

/** @param {List} list @returns {Promise<string>} "#z=…" */
export async function hashOf(list) {
  const json = new TextEncoder().encode(JSON.stringify(shortened(list)));
  const packed = await through(json, () => new CompressionStream("deflate-raw"), Infinity);
  return packed ? `#z=${base64url(packed)}` : `#j=${base64url(json)}`;
}

/** @param {string} hash @returns {Promise<Read | null>} null where it holds no list that can be read */
export async function listInHash(hash) {
  const [, way, packed] = MARK.exec(hash) ?? [];
  if (!packed) return null;
  try {
    const bytes = bytesOf(packed);
    const json = way === "z" ? await unpacked(bytes) : bytes;
    if (!json || json.length > MOST_BYTES) return null;
    return lengthened(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json)));
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function unpacked(bytes) {
  return through(bytes, () => new DecompressionStream("deflate-raw"), MOST_BYTES);
}

/** @param {List} list @returns {[number, string, Short[]]} */
export function shortened({ title, entries }) {
  let before = "";
  const short = entries.map((entry) => {
    if (entry.kind === "heading") return entry.text;
    const page = entry.page.slice(PREFIX.length);
    const same = page === before;
    before = page;
    /** @type {[string, string]} */
    const named = [same ? "" : page, entry.number];
    return entry.note ? /** @type {Short} */ ([...named, entry.note]) : named;
  });
  return [VERSION, title, short];
}

/** @param {unknown} found @returns {Read | null} */
export function lengthened(found) {
  if (!Array.isArray(found) || found[0] !== VERSION || !Array.isArray(found[2])) return null;
  let before = "";
  const entries = found[2].map((one) => {
    if (typeof one === "string") return { kind: "heading", text: one };
    if (!Array.isArray(one)) return null;
    const [page, number, note] = one;
    before = typeof page === "string" && page ? page : before;
    return { kind: "passage", page: PREFIX + before, number, note };
  });
  return readList({ title: found[1], entries });
}

/**
 * @param {Uint8Array} bytes @param {() => GenericTransformStream} transform @param {number} most bytes
 * @returns {Promise<Uint8Array | null>} null where this browser cannot, or it would be more
 */
async function through(bytes, transform, most) {
  try {
    const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(transform());
    return await gathered(stream.getReader(), most);
  } catch {
    return null;
  }
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {number} most */
async function gathered(reader, most) {
  const parts = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    length += read.value.length;
    if (length > most) {
      await reader.cancel();
      return null;
    }
  }
  return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (parts)).arrayBuffer());
}

/** RFC 4648, section 5, without padding. @param {Uint8Array} bytes */
function base64url(bytes) {
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text */
function bytesOf(text) {
  const signs = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}
