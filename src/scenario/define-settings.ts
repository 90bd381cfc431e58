import type { Settings } from '../model/settings.ts';

/**
 * The settings of a `plimsoll.config.ts` or `.js`, for editors that check and complete them:
 *
 * ```ts
 * export default defineSettings({ gates: ['p95{POST /chat} < 2s', 'no regression > 5%'] });
 * ```
 */
export function defineSettings(settings: Settings): Settings {
  return settings;
}
