const eventName = 'chainrule:address';

/** Says that the address has changed, also where only its query has and the page stays. */
export function announceAddress(): void {
  if (typeof window !== 'undefined') window.dispatchEvent(new Event(eventName));
}

/** Calls back when the address has changed; returns what ends it. */
export function onAddress(listener: () => void): () => void {
  window.addEventListener(eventName, listener);
  return () => window.removeEventListener(eventName, listener);
}
