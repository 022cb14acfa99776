/** Longer than anything that fits into an address: what unpacks to more is no link of ours. */
const MOST = 4 * 1024 * 1024;

/**
 * @typedef {object} Shared
 * @property {string} manifest
 * @property {string} candidate
 * @property {string} profile
 * @property {boolean} asWorkspace
 * @property {boolean} validateOnly
 */

/** @param {Shared} shared @returns {Promise<string>} for the fragment, which browsers send to no server */
export async function pack(shared) {
  const packed = new Blob([JSON.stringify(shared)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} packed @returns {Promise<Shared>} */
export async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const read = JSON.parse(await limited(stream));
  return {
    manifest: String(read.manifest ?? ""),
    candidate: String(read.candidate ?? ""),
    profile: String(read.profile ?? ""),
    asWorkspace: read.asWorkspace === true,
    validateOnly: read.validateOnly === true,
  };
}

/** @param {ReadableStream<Uint8Array>} stream */
async function limited(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += decoder.decode(next.value, { stream: true });
    if (text.length > MOST) {
      await reader.cancel();
      throw new Error("too long");
    }
  }
  return text + decoder.decode();
}
