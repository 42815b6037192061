import type { DefaultTheme } from 'vitepress';

/** The guides, in the order in which they are best read. */
export const guideSidebar: DefaultTheme.SidebarItem[] = [
  { text: 'Guides', link: '/guide/' },
  {
    text: 'Using it',
    items: [
      { text: 'Start in a minute', link: '/guide/start' },
      { text: 'From PyTorch', link: '/guide/from-pytorch' },
      { text: 'Devices', link: '/guide/devices' },
      { text: 'Eager and compiled', link: '/guide/eager-and-compiled' },
      { text: 'Memory', link: '/guide/memory' },
    ],
  },
  {
    text: 'Adding to it',
    items: [
      { text: 'Writing a layer', link: '/guide/writing-a-layer' },
      { text: 'Publishing a layer', link: '/guide/publishing-a-layer' },
      { text: 'How it works inside', link: '/guide/inside' },
    ],
  },
];
