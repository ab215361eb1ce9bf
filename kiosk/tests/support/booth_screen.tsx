// tests/support/booth_screen.tsx — the pages of a booth over the machine alone: nothing is stored, sealed or sent.
import { render, type JSX } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { encodeHex } from "../../src/basics/encoding.ts";
import { printSlip } from "../../src/ballot/slip.ts";
import { begin, step, times } from "../../src/flow/booth/machine.ts";
import type { Effect, Event, State } from "../../src/flow/booth/state.ts";
import type { RoundPhase } from "../../src/flow/state.ts";
import type { Vote } from "../../src/flow/vote.ts";
import { App, visitPart } from "../../src/rooms/booth/app.tsx";
import { PaperOfBooth, type Paper } from "../../src/rooms/booth/columns.tsx";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import { ballotOf, hashOf, seeds, slips } from "../flow/booth/model.ts";
import { exampleVote } from "../flow/vote.ts";
import { slipSeed } from "./slips.ts";
import "./parts.ts";

await visitPart.fetch();

/** So many projects to a page. */
export function paperOf(perPage: number): Paper {
    const itemsOf = (box: HTMLElement): HTMLElement[] => [...box.querySelectorAll("li")];
    return {
        pages: (box) => Math.max(1, Math.ceil(itemsOf(box).length / perPage)),
        pageOf: (box, item) => Math.floor(itemsOf(box).indexOf(item) / perPage),
        show: () => undefined,
        watch: () => () => undefined,
    };
}

export const ballotSeed = slipSeed(50);
export const slip = { seed: slipSeed(1), hash: hashOf(slipSeed(1)) };
export const sealed = ballotOf(slip.seed, ballotSeed);

/** Draws again when the machine has moved, as the page does: never in the middle of an effect. */
function Host({ screen }: { screen: BoothScreen }): JSX.Element {
    const [, draw] = useState(0);
    screen.redraw = () => {
        draw((before) => before + 1);
    };
    return (
        <PaperOfBooth.Provider value={screen.paper}>
            <App
                state={screen.state}
                send={screen.send}
                settings={screen.settings}
                onSettings={(settings) => {
                    screen.settings = settings;
                    screen.draw();
                }}
            />
        </PaperOfBooth.Provider>
    );
}

export class BoothScreen {
    state: State = begin(times);
    settings: Settings = defaults;
    readonly effects: Effect[] = [];
    readonly root = document.createElement("div");
    readonly paper: Paper;
    redraw: (() => void) | null = null;

    constructor(vote: Vote = exampleVote, phase: RoundPhase = "voting", paper = paperOf(99)) {
        this.paper = paper;
        document.body.replaceChildren(this.root);
        this.tell({ on: "loaded", book: null }, { on: "vote_read", vote, slips });
        this.phase(phase, vote);
    }

    phase(phase: RoundPhase, vote = exampleVote): void {
        this.tell({
            on: "seen",
            news: { phase, manifest: encodeHex(vote.manifest.hash), sample: true },
        });
    }

    readonly send = (event: Event): void => {
        const { state, effects } = step(this.state, event);
        this.state = state;
        this.effects.push(...effects);
        this.draw();
    };

    tell(...events: readonly Event[]): void {
        void act(() => {
            for (const event of events) this.send(event);
        });
    }

    draw(): void {
        if (this.redraw !== null) this.redraw();
        else render(<Host screen={this} />, this.root);
    }

    /** With a slip, at the marks. */
    scan(): void {
        this.tell({ on: "scanned", text: printSlip(seeds[0] ?? slip.seed) });
        this.tell({ on: "slip_read", visit: this.state.visits, slip });
    }

    /** The ballot that the review waits for. */
    seal(): void {
        this.tell({ on: "sealed", visit: this.state.visits, ballot: sealed, ballotSeed });
    }

    text(): string {
        return this.root.textContent;
    }

    button(label: string): HTMLButtonElement {
        const wanted = [...this.root.querySelectorAll("button")].find((button) =>
            (button.getAttribute("aria-label") ?? button.textContent).startsWith(label),
        );
        if (wanted === undefined) throw new Error(`no button ${label} in: ${this.text()}`);
        return wanted;
    }

    press(label: string): void {
        void act(() => {
            this.button(label).click();
        });
    }

    boxes(): HTMLButtonElement[] {
        return [...this.root.querySelectorAll<HTMLButtonElement>("[role=checkbox]")];
    }
}
