import { withBase } from 'vitepress';

/** Starts the service worker of the built site, where the browser has such; it is no loss without. */
export function workOffline(): void {
  if (!import.meta.env.PROD || typeof navigator === 'undefined') return;
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(withBase('/offline.js')).catch((error: unknown) => {
    console.warn('The site will not work offline:', error);
  });
}
