// tests/support/deputy_screen.tsx — the pages of a deputy's device over the machine alone: nothing is stored or sent.
import { render } from "preact";
import { act } from "preact/test-utils";
import { utf8 } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import type { Finished, Kept } from "../../src/flow/kept.ts";
import { initial, step } from "../../src/flow/machine.ts";
import type { Event, RoundPhase, State } from "../../src/flow/state.ts";
import { nothingChosen, type Vote } from "../../src/flow/vote.ts";
import { App } from "../../src/rooms/deputy/app.tsx";
import { EyesOfPage } from "../../src/ui/scanner.tsx";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import { exampleVote } from "../flow/vote.ts";
import { FakeCamera } from "./camera.ts";
import "./parts.ts";

export const seed = utf8("s".repeat(32));
export const shot = { width: 400, height: 400, side: 300 };
export const id = ballotId(seed);
export const paper = { tokenSeed: seed, token: utf8("token") };

/** The app over the machine alone: effects are noted and not carried out. */
export class Screen {
    state: State;
    readonly root = document.createElement("div");
    readonly sent: Event[] = [];
    readonly camera = new FakeCamera([]);
    settings: Settings = defaults;
    linked = "";

    constructor(state: State) {
        this.state = state;
        document.body.replaceChildren(this.root);
    }

    draw(): void {
        void act(() => {
            const eyes = { camera: this.camera, decoder: () => Promise.resolve(readQr) };
            render(
                <EyesOfPage.Provider value={eyes}>
                    <App
                        state={this.state}
                        send={(event) => {
                            this.sent.push(event);
                            this.tell(event);
                        }}
                        settings={this.settings}
                        onSettings={(settings) => {
                            this.settings = settings;
                            this.draw();
                        }}
                        linked={this.linked}
                    />
                </EyesOfPage.Provider>,
                this.root,
            );
        });
    }

    tell(event: Event): void {
        this.state = step(this.state, event).state;
        this.draw();
    }

    text(): string {
        return this.root.textContent;
    }

    press(label: string | RegExp): void {
        const wanted = [...this.root.querySelectorAll("button")].find((button) =>
            typeof label === "string"
                ? button.textContent.startsWith(label)
                : label.test(button.getAttribute("aria-label") ?? button.textContent),
        );
        if (wanted === undefined) throw new Error(`no button ${String(label)} in: ${this.text()}`);
        void act(() => {
            wanted.click();
        });
    }

    rows(): HTMLButtonElement[] {
        return [...this.root.querySelectorAll<HTMLButtonElement>(".project-toggle")];
    }
}

export function seen(vote: Vote, phase: RoundPhase): Event {
    return { on: "seen", news: { phase, manifest: encodeHex(vote.manifest.hash), sample: true } };
}

export function screenAt(
    kept: Kept | null,
    phase: RoundPhase = "voting",
    vote = exampleVote,
    earlier: readonly Finished[] = [],
): Screen {
    const events: Event[] = [
        { on: "loaded", kept, earlier },
        seen(vote, phase),
        ...(kept === null ? [{ on: "vote_read", vote } as const] : []),
    ];
    const state = events.reduce((now, event) => step(now, event).state, initial);
    const screen = new Screen({ ...state, doing: null });
    screen.draw();
    return screen;
}

export const marking = (vote = exampleVote): Kept => ({
    at: "marking",
    vote,
    paper,
    choices: nothingChosen(vote),
});
export const sealed = {
    at: "sealed",
    vote: exampleVote,
    paper,
    choices: nothingChosen(exampleVote),
    blank: true,
    ballotSeed: seed,
    ballot: { id, bytes: utf8("ballot") },
} satisfies Kept;
