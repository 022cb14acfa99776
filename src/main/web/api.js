/** The one place that knows the token: in no storage, no cookie, no address. */
let token = "";

/** @param {string} value */
export function useToken(value) {
  token = value.trim();
}

export function hasToken() {
  return token !== "";
}

/** What the server says against a request, in words. */
export class Refusal extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {RequestInit & { accept?: string }} [options]
 * @returns {Promise<Response>} of status 200
 */
export async function ask(path, { accept = "application/json", headers, ...options } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      ...options,
      cache: "no-store",
      credentials: "omit",
      headers: { ...headers, Accept: accept, Authorization: `Bearer ${token}` },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw new Refusal(0, "No answer. Does the port-forward, or sudosafe ui, still run?");
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, inWords(answer.status, await message(answer)));
  }
  return answer;
}

/**
 * @param {string} path
 * @param {string} body documents
 * @param {AbortSignal} signal
 * @param {string} [accept]
 */
export function send(path, body, signal, accept) {
  return ask(path, { method: "POST", body, signal, accept, headers: { "Content-Type": "application/yaml" } });
}

/** @param {Response} answer */
async function message(answer) {
  try {
    return String((await answer.json()).message);
  } catch {
    return `HTTP ${answer.status}`;
  }
}

/** @param {number} status @param {string} said */
function inWords(status, said) {
  switch (status) {
    case 401:
      return "The token is not known here, or has ended. Make a new one (kubectl create token) and put it into the field Token.";
    case 403:
      return `The token is good, but its owner may not do this: ${said}`;
    case 413:
      return `Too large: ${said}`;
    case 429:
      return `Too many at once: ${said}`;
    default:
      return said;
  }
}
