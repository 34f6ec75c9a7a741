/** Which two editions stand side by side, as the address says: `?compare=2019,2024`. */

const NAME = "compare";

/**
 * @param {string} search of an address
 * @returns {string[] | null} two names of reports; null where the address asks for none
 */
export function pairIn(search) {
  const names = (new URLSearchParams(search).get(NAME) ?? "").split(",");
  return names.length === 2 && names[0] && names[1] ? names : null;
}

/**
 * @param {string} search of an address
 * @param {string[] | null} pair
 * @returns {string} the same with another pair, or with none; "" where nothing is left
 */
export function searchWith(search, pair) {
  const parameters = new URLSearchParams(search);
  parameters.delete(NAME);
  const others = parameters.toString();
  const compare = pair ? `${NAME}=${pair.map(encodeURIComponent).join(",")}` : "";
  const both = [others, compare].filter(Boolean).join("&");
  return both ? `?${both}` : "";
}
