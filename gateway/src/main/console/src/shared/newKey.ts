/** A key for a form. Not crypto.randomUUID: a browser has that on secure origins only, and a trial over plain http is none. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
