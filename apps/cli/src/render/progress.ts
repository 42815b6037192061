import type { ProgressEvent } from '@chainrule/experiments';

const WIDEST_BAR = 30;

/** Minutes and seconds, hours where there are any. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${pad(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

/** How far the work has come, in one line that fits: a bar, the loss, the speed, the time left. */
export function drawProgress(progress: Omit<ProgressEvent, 'type'>, columns: number): string {
  const { label, done, total, unit, loss, itemsPerSecond } = progress;
  const fraction = total > 0 ? Math.min(1, done / total) : 0;
  const figures = [
    `${(100 * fraction).toFixed(0).padStart(3)} %`,
    `loss ${loss.toFixed(4)}`,
    `${Math.round(itemsPerSecond)} ${unit}/s`,
  ];
  if (itemsPerSecond > 0) figures.push(`${formatDuration((total - done) / itemsPerSecond)} left`);
  const text = figures.join('  ');
  const width = Math.min(WIDEST_BAR, columns - label.length - text.length - 3);
  if (width < 5) return `${label} ${text}`.slice(0, columns);
  const full = Math.round(fraction * width);
  return `${label} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${text}`;
}
