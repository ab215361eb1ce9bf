// A course of events, and what the device is to do for each.
import { step } from "../../src/flow/machine.ts";
import type { Effect, Event, State } from "../../src/flow/state.ts";

export function run(
    state: State,
    ...events: readonly Event[]
): { state: State; effects: Effect[] } {
    const effects: Effect[] = [];
    let now = state;
    for (const event of events) {
        const next = step(now, event);
        now = next.state;
        effects.push(...next.effects);
    }
    return { state: now, effects };
}

export const runs = (effects: readonly Effect[]): string[] => effects.map((effect) => effect.run);
