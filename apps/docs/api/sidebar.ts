import type { DefaultTheme } from 'vitepress';
import { documentedPackages, packageLink, packageName } from '../src/reference/packages.ts';

/** Namespaces that are worth a page of their own, by the package that has them. */
const namespaces: Readonly<Record<string, readonly string[]>> = {
  nn: ['functional'],
  optim: ['lrScheduler'],
  datasets: ['transforms'],
};

/** The packages, floor by floor. */
export const apiSidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'API',
    link: '/api/',
    items: documentedPackages.map((folder) => {
      const name = packageName(folder);
      const parts = namespaces[folder] ?? [];
      return {
        text: name,
        link: packageLink(folder),
        ...(parts.length > 0 && {
          items: parts.map((part) => ({
            text: part,
            link: `/api/${name}/namespaces/${part}`,
          })),
        }),
      };
    }),
  },
];
