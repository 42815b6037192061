/** Makes the content of a page its main landmark where the theme, on the home page, does not. */
export function markMain(): void {
  if (typeof document === 'undefined') return;
  requestAnimationFrame(() => {
    const content = document.getElementById('VPContent');
    if (content?.querySelector('main') === null) content.setAttribute('role', 'main');
    else content?.removeAttribute('role');
  });
}
