import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import '@fontsource-variable/inter/index.css';
import './style.css';
import './diagram.css';

export default { extends: DefaultTheme } satisfies Theme;
