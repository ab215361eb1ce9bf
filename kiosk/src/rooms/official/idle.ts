// rooms/official/idle.ts — whether anybody is still there.

export const idleMs = 10 * 60_000;
const uses = ["pointerdown", "keydown", "input"] as const;

/** Calls each time that nobody has used the page for ten minutes. Returns how to end it. */
export function onIdle(page: EventTarget, then: () => void): () => void {
    let timer = setTimeout(then, idleMs);
    const used = (): void => {
        clearTimeout(timer);
        timer = setTimeout(then, idleMs);
    };
    for (const use of uses) page.addEventListener(use, used);
    return () => {
        clearTimeout(timer);
        for (const use of uses) page.removeEventListener(use, used);
    };
}
