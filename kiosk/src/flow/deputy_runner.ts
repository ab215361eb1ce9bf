// flow/deputy_runner.ts — runs the machine of a deputy's own device.
import { carryOut, type World } from "./carry_out.ts";
import { initial, step } from "./machine.ts";
import { Runner, type Clock } from "./runner.ts";
import type { Asked, Effect, Event, State } from "./state.ts";

const askedOf: Readonly<Partial<Record<Effect["run"], Asked>>> = {
    look: "news",
    read_vote: "vote",
    make_request: "request",
    send_issue: "issue",
    seal: "seal",
    make_hand_back: "hand_back",
    send_cast: "cast",
    send_hand_back: "hand_back",
    read_receipt: "receipt",
    keep_earlier: "receipt",
};

type Work = Exclude<Effect, { run: "wait" }>;
export type DeputyRunner = Runner<State, Event, Work>;

export function deputyRunner(world: World, clock: Clock): DeputyRunner {
    return new Runner<State, Event, Work>(
        {
            initial,
            step,
            alarms: { wait: { on: "tick" }, watch: { on: "tick" } },
            writes: ({ run }) => run === "keep" || run === "clear" || run === "keep_earlier",
            carryOut: (effect) => carryOut(effect, world),
            broke: (effect) => {
                const asked = askedOf[effect.run];
                if (asked !== undefined) return { on: "refused", asked, code: "internal" };
                return { on: "store_failed", kept: effect.run === "keep" ? effect.kept : null };
            },
        },
        clock,
    );
}
