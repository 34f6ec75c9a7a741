/**
 * The files of the search index, fetched from the site itself. An archive that was built in shards
 * has one index, called a bundle, for each of them.
 *
 * @typedef {import("./search-facets.js").FacetIndex} FacetIndex
 * @typedef {object} FacetTable what one bundle holds
 * @property {[string, number][]} parts names, and how many sections each has
 * @property {Record<string, Record<string, number[]>>} facets for each value how many sections to
 *   pass over and how many then carry it, in turn
 */

import { FACETS } from "./search-state.js";

/** Names the index as it is now: a site that is published anew has another. */
const ENTRY = "pagefind-entry.json";

/** @param {Response} response */
function orFail(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response;
}

/** @param {ArrayBuffer} bytes @returns {Promise<any>} a host may have decompressed it already */
async function parse(bytes) {
  const [first, second] = new Uint8Array(bytes);
  const stream = new Blob([bytes]).stream();
  const isGzip = first === 0x1f && second === 0x8b;
  const text = isGzip ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
  return new Response(text).json();
}

/** @param {FacetTable} table @returns {string[]} the ids of a bundle's sections, in order */
function idsOf({ parts }) {
  return parts.flatMap(([name, count]) => Array.from({ length: count }, (_, at) => `${name}_${at}`));
}

/** @param {number[]} runs @param {string[]} ids @returns {string[]} */
function idsIn(runs, ids) {
  /** @type {string[]} */ const found = [];
  let at = 0;
  for (let run = 0; run < runs.length; run += 2) {
    at += runs[run];
    found.push(...ids.slice(at, at + runs[run + 1]));
    at += runs[run + 1];
  }
  return found;
}

/** @param {FacetTable[]} tables @returns {FacetIndex} */
export function facetIndexOf(tables) {
  const index = /** @type {FacetIndex} */ (
    Object.fromEntries(FACETS.map((facet) => [facet, new Map()]))
  );
  for (const table of tables) {
    const ids = idsOf(table);
    for (const facet of FACETS) {
      for (const [value, runs] of Object.entries(table.facets[facet] ?? {})) {
        const others = index[facet].get(value) ?? [];
        index[facet].set(value, new Set([...others, ...idsIn(runs, ids)]));
      }
    }
  }
  return index;
}

/**
 * @template {{id: string}} Result
 * @param {Result[]} results @param {FacetTable[]} tables
 * @returns {Result[][]} the same, those of one bundle together
 */
export function apart(results, tables) {
  const names = tables.map(({ parts }) => new Set(parts.map(([name]) => name)));
  return names.map((own) => results.filter(({ id }) => own.has(id.slice(0, id.lastIndexOf("_")))));
}

/** What the engine fetches. */
export class Bundles {
  /**
   * @param {URL} base the site's root
   * @param {string[]} [addresses] of the bundles, below it
   */
  constructor(base, addresses = ["pagefind/"]) {
    this.addresses = addresses.map((address) => new URL(address, base));
    this.attempts = 0;
  }

  /** A module that failed to load is not fetched again under the same address. */
  async pagefind() {
    const again = this.attempts > 0 ? `?attempt=${this.attempts}` : "";
    this.attempts += 1;
    const [first, ...others] = this.addresses;
    const pagefind = await import(new URL(`pagefind.js${again}`, first).href);
    try {
      await Promise.all(others.map(({ href }) => pagefind.mergeIndex(href)));
    } catch (error) {
      await pagefind.destroy();
      throw error;
    }
    return pagefind;
  }

  /** @param {string} name @param {RequestCache} cache @returns {Promise<Response[]>} one of each bundle */
  fetch(name, cache) {
    return Promise.all(
      this.addresses.map(async (address) => orFail(await fetch(new URL(name, address), { cache }))),
    );
  }

  /** @returns {Promise<string>} */
  async version() {
    const entries = await this.fetch(ENTRY, "no-store");
    return (await Promise.all(entries.map((entry) => entry.text()))).join();
  }

  /** @returns {Promise<FacetTable[]>} one of each bundle */
  async tables() {
    const files = await this.fetch("facets.bin", "no-cache");
    return Promise.all(files.map(async (file) => parse(await file.arrayBuffer())));
  }
}
