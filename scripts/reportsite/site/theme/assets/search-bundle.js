/**
 * The files of the search index, fetched from the site itself.
 *
 * @typedef {import("./search-facets.js").FacetIndex} FacetIndex
 */

import { FACETS } from "./search-state.js";

/** Names the index as it is now: a site that is published anew has another. */
const ENTRY = "pagefind/pagefind-entry.json";

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

/** @param {{ids: string[]} & Record<string, Record<string, number[]>>} table @returns {FacetIndex} */
function facetIndexOf(table) {
  const sets = (/** @type {Record<string, number[]>} */ values) =>
    new Map(Object.entries(values).map(([value, places]) => [
      value, new Set(places.map((place) => table.ids[place])),
    ]));
  return /** @type {FacetIndex} */ (
    Object.fromEntries(FACETS.map((facet) => [facet, sets(table[facet] ?? {})]))
  );
}

/** What the engine fetches. */
export class Bundle {
  /** @param {URL} base the site's root */
  constructor(base) {
    this.base = base;
    this.attempts = 0;
  }

  /** A module that failed to load is not fetched again under the same address. */
  pagefind() {
    const again = this.attempts > 0 ? `?attempt=${this.attempts}` : "";
    this.attempts += 1;
    return import(new URL(`pagefind/pagefind.js${again}`, this.base).href);
  }

  /** @returns {Promise<string>} */
  async version() {
    return orFail(await fetch(new URL(ENTRY, this.base), { cache: "no-store" })).text();
  }

  /** @returns {Promise<FacetIndex>} */
  async facets() {
    const response = orFail(await fetch(new URL("pagefind/facets.bin", this.base), { cache: "no-cache" }));
    return facetIndexOf(await parse(await response.arrayBuffer()));
  }
}
