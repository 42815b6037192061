/** The files to keep from the first visit on, and a version that changes with them; set by the build. */
declare const FILES: readonly string[];
declare const VERSION: string;

/** The part of a service worker's scope that is used here; TypeScript has it only for all or nothing. */
interface Scope {
  readonly caches: CacheStorage;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lifecycle) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetch) => void): void;
}
interface Lifecycle extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetch extends Lifecycle {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;
const prefix = 'chainrule-site-';
const cacheName = prefix + VERSION;

/** Keeps what arrives; a file that does not is asked for again when it is needed. */
async function keepAll(): Promise<void> {
  const cache = await scope.caches.open(cacheName);
  await Promise.allSettled(FILES.map((file) => cache.add(new URL(file, scope.location.href))));
  await scope.skipWaiting();
}

async function forgetOthers(): Promise<void> {
  const names = await scope.caches.keys();
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.map((name) => scope.caches.delete(name)));
  await scope.clients.claim();
}

/** Names of assets change with their content, so what is kept is right for ever. */
async function keptFirst(request: Request): Promise<Response> {
  return (await scope.caches.match(request)) ?? fetchAndKeep(request);
}

/** Pages keep their names, so the network knows better while there is one. */
async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    const kept = await scope.caches.match(request, { ignoreSearch: true });
    if (kept === undefined) throw error;
    return kept;
  }
}

async function fetchAndKeep(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.ok) await (await scope.caches.open(cacheName)).put(request, response.clone());
  return response;
}

scope.addEventListener('install', (event) => event.waitUntil(keepAll()));
scope.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // The digits have a cache of their own, which checks them.
  const isOurs = origin === scope.location.origin && !pathname.includes('/mnist/');
  if (request.method !== 'GET' || !isOurs) return;
  event.respondWith(pathname.includes('/assets/') ? keptFirst(request) : networkFirst(request));
});
