import type { DefaultTheme } from 'vitepress';

/** The guides, in the order in which they are best read. */
export const guideSidebar: DefaultTheme.SidebarItem[] = [{ text: 'Guides', link: '/guide/' }];
