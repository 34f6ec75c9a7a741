/**
 * The files of the search, fetched from the site itself. An archive that was built in shards has one
 * index, called a bundle, for each of them.
 *
 * @typedef {import("./search-facets.js").FacetTable} FacetTable
 * @typedef {import("./search-facets.js").Vocabulary} Vocabulary
 * @typedef {import("./search-match.js").Fragment} Fragment
 *
 * @typedef {FacetTable & Contents} Directory what one bundle holds, and where
 * @typedef {object} Contents
 * @property {string[]} names of a section, in the order of their numbers in the index
 * @property {string} lengths of sections, a character each: see `lengthOf`
 * @property {Record<string, number>} little frequent little words, and how many sections have each
 * @property {[string, string][]} chunks of the index: how the first word of each begins, and its file
 */

/** What stands before the content of every file that Pagefind writes. */
const MARK = "pagefind_dcd".length;

/** Characters of `lengths`: the first stands for one word, and each fourth for twice as many. */
const FIRST = "0".charCodeAt(0);
const STEPS = 4;

/** @param {string} character of `lengths` @returns {number} about how many words a section has */
export function lengthOf(character) {
  return 2 ** ((character.charCodeAt(0) - FIRST) / STEPS);
}

/** @param {Response} response */
function orFail(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response;
}

/** @param {ArrayBuffer} bytes @returns {Response} a host may have decompressed it already */
function unpacked(bytes) {
  const [first, second] = new Uint8Array(bytes);
  const isGzip = first === 0x1f && second === 0x8b;
  const packed = new Response(bytes);
  if (!isGzip || !packed.body) return packed;
  return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")));
}

/** @param {URL} address @param {RequestCache} cache @returns {Promise<Response>} of what it holds */
async function read(address, cache) {
  const response = orFail(await fetch(address, { cache }));
  return unpacked(await response.arrayBuffer());
}

/** What the engine fetches. Nothing is kept here. */
export class Bundles {
  /**
   * @param {URL} base the site's root
   * @param {string[]} [addresses] of the bundles, below it
   */
  constructor(base, addresses = ["pagefind/"]) {
    this.base = base;
    this.addresses = addresses.map((address) => new URL(address, base));
  }

  /** @param {string} name @returns {Promise<any[]>} the file of that name of each bundle */
  all(name) {
    return Promise.all(
      this.addresses.map(async (address) => (await read(new URL(name, address), "no-cache")).json()),
    );
  }

  /** @returns {Promise<Directory[]>} one of each bundle */
  directories() {
    return this.all("directory.bin");
  }

  /** @returns {Promise<Record<string, number>[]>} of each bundle its stems with their sections' number */
  stems() {
    return this.all("stems.bin");
  }

  /** @returns {Promise<Vocabulary>} */
  async vocabulary() {
    return (await read(new URL("search/vocabulary.json", this.base), "no-cache")).json();
  }

  /**
   * A file's name tells what is in it, so that one that the browser has is as good as new.
   * @param {number} bundle @param {string} path of a file that Pagefind writes
   * @returns {Promise<Uint8Array>}
   */
  async file(bundle, path) {
    const response = await read(new URL(path, this.addresses[bundle]), "default");
    return new Uint8Array(await response.arrayBuffer()).subarray(MARK);
  }

  /** @param {number} bundle @param {string} name @returns {Promise<Uint8Array>} */
  chunk(bundle, name) {
    return this.file(bundle, `index/${name}.pf_index`);
  }

  /** @param {number} bundle @param {string} name @returns {Promise<Fragment>} */
  async fragment(bundle, name) {
    const text = new TextDecoder().decode(await this.file(bundle, `fragment/${name}.pf_fragment`));
    const read = JSON.parse(text);
    return { ...read, raw_url: read.url };
  }
}
