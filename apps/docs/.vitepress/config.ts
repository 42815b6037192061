import { defineConfig } from 'vitepress';
import { apiSidebar } from '../api/sidebar.ts';
import { guideSidebar } from '../guide/sidebar.ts';
import { notebookSidebar } from '../notebook/sidebar.ts';
import { classNames } from '../src/site/class-names.ts';
import { mnistFiles, mnistManifest } from '../src/site/mnist-files.ts';
import { writeOfflineWorker } from '../src/site/offline.ts';

export default defineConfig({
  title: 'Chainrule',
  description: 'Deep learning in TypeScript that gives PyTorch’s numbers',
  lang: 'en',
  cleanUrls: true,
  // The service worker keeps the pages; fetching them twice would weigh on the first visit.
  router: { prefetchLinks: false },
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }]],
  markdown: {
    math: true,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  buildEnd: ({ outDir }) => writeOfflineWorker(outDir),
  // Sources of the workspace are taken as they are, so the site needs no package to be built.
  vite: {
    resolve: { conditions: ['@chainrule/source'] },
    plugins: [mnistManifest(), mnistFiles()],
    worker: { format: 'es', plugins: () => [mnistManifest(), classNames()] },
  },
  themeConfig: {
    logo: '/favicon.svg',
    nav: [
      { text: 'Notebook', link: '/notebook/', activeMatch: '^/notebook/' },
      { text: 'Guides', link: '/guide/', activeMatch: '^/guide/' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      { text: 'Playground', link: '/playground/', activeMatch: '^/playground/' },
      { text: 'Devices', link: '/devices' },
      { text: 'Benchmarks', link: '/benchmarks' },
    ],
    sidebar: {
      '/notebook/': notebookSidebar,
      '/guide/': guideSidebar,
      '/api/': apiSidebar,
    },
    outline: [2, 3],
    search: { provider: 'local' },
    notFound: {
      title: 'This page is not here',
      quote: 'The address may be old, or mistyped. The search finds what there is.',
      linkText: 'To the first page',
    },
  },
});
