import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import HeroNet from '../../src/components/hero-net.vue';
import { announceAddress } from '../../src/site/address.ts';
import { markMain } from '../../src/site/landmarks.ts';
import { workOffline } from '../../src/site/work-offline.ts';
import '@fontsource-variable/inter/index.css';
import './style.css';
import './diagram.css';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-hero-image': () => h(HeroNet) }),
  enhanceApp({ router }) {
    router.onAfterRouteChange = () => {
      announceAddress();
      markMain();
    };
    workOffline();
  },
} satisfies Theme;
