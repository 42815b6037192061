import type { DefaultTheme } from 'vitepress';

/** The packages, floor by floor. */
export const apiSidebar: DefaultTheme.SidebarItem[] = [{ text: 'API', link: '/api/' }];
