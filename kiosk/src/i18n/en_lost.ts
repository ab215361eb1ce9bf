// i18n/en_lost.ts — a server that is not heard, in English.
import type { lostZh } from "./zh_lost.ts";

export const lostEn: typeof lostZh = {
    lost: "Connection to the server lost, reconnecting…",
    shownAsOf: (time) => ` Shown as of ${time}`,
};
