// tests/support/hall_screen.tsx — the screen of the hall over views alone, with a clock and pages that a test turns.
import { render } from "preact";
import { act } from "preact/test-utils";
import type { ProjectResult, RoundResult } from "../../src/api/round_result.ts";
import type { RoundView } from "../../src/api/round_view.ts";
import type { Vote } from "../../src/flow/vote.ts";
import { HallApp } from "../../src/rooms/hall/app.tsx";
import type { Clock } from "../../src/rooms/hall/clock.ts";
import { nothingSeen, type HallSeen } from "../../src/rooms/hall/follow.ts";
import { PaperOfPage, type Paper } from "../../src/rooms/hall/pager.tsx";
import { readScreen } from "../../src/rooms/hall/screen.ts";
import type { ThisDevice } from "../../src/ui/this_device.ts";
import { exampleVote } from "../flow/vote.ts";

export const noon = new Date(2027, 0, 20, 11, 26);

/** Time passes when a test says so. */
export class FakeClock implements Clock {
    time = noon.getTime();
    #waiting: { readonly at: number; readonly then: () => void }[] = [];

    readonly now = (): Date => new Date(this.time);

    readonly after = (ms: number, then: () => void): (() => void) => {
        const one = { at: this.time + ms, then };
        this.#waiting.push(one);
        return () => {
            this.#waiting = this.#waiting.filter((other) => other !== one);
        };
    };

    pass(ms: number): void {
        this.time += ms;
        const due = this.#waiting.filter(({ at }) => at <= this.time);
        this.#waiting = this.#waiting.filter(({ at }) => at > this.time);
        for (const { then } of due) then();
    }
}

const counts = {
    due: 327,
    present: 314,
    issued: 310,
    cast: 287,
    handed_back: 2,
    outstanding: 21,
    sheets: 0,
};

export function viewOf(change: Partial<RoundView>): RoundView {
    const of = { manifest: null, congress: "cd", sample: false, title: "甲市会议" };
    return { phase: "voting", round: 1, ...of, counts, result: null, ...change };
}

/** Approvals of the example's projects, in candidate order; the first `chosen` of them by votes are chosen. */
export function resultOf(
    approvals: readonly number[],
    chosen: number,
    change: Partial<RoundResult> = {},
    vote: Vote = exampleVote,
): RoundResult {
    const order = [...approvals].sort((one, other) => other - one);
    const cut = order[chosen - 1] ?? Infinity;
    const projects: ProjectResult[] = vote.manifest.projects.map(({ no, name }, place) => {
        const approve = approvals[place] ?? 0;
        const oppose = vote.shape.grades === 3 ? 5 : null;
        return { no, name, approve, oppose, abstain: 7, chosen: approve >= cut };
    });
    const papers = { issued: 310, returned: 310, blank: 0, void: 0, valid: 310, cast: 308 };
    const rest = { handedBack: 2, paper: null, projects, nextRound: null };
    const result = { due: 327, present: 314, ...papers, ...rest };
    return { ...result, ...change };
}

/** A browser without a layout: every view has this many pages. */
class FakePaper implements Paper {
    pages = 1;
    shown = 0;

    readonly pagesOf = (): number => this.pages;
    readonly show = (_: HTMLElement, page: number): void => {
        this.shown = page;
    };
    readonly watch = (): (() => void) => () => undefined;
}

export class HallScreen {
    readonly root = document.createElement("div");
    readonly clock = new FakeClock();
    readonly paper = new FakePaper();
    readonly #fragment: string;
    site: string | null = "https://piaojue.hall/";
    device: ThisDevice | null = null;

    constructor(fragment = "") {
        this.#fragment = fragment;
        document.body.replaceChildren(this.root);
    }

    get text(): string {
        return this.root.textContent;
    }

    shows(view: RoundView | null, change: Partial<HallSeen> = {}): this {
        const seen = {
            ...nothingSeen,
            since: noon,
            heardAt: noon,
            vote: exampleVote,
            ...change,
            view,
        };
        const { clock, site, device } = this;
        void act(() => {
            render(
                <PaperOfPage.Provider value={this.paper}>
                    <HallApp
                        {...{ seen, clock, site, device }}
                        now={clock.now()}
                        screen={readScreen(this.#fragment)}
                    />
                </PaperOfPage.Provider>,
                this.root,
            );
        });
        return this;
    }

    pass(ms: number): void {
        void act(() => {
            this.clock.pass(ms);
        });
    }

    press(key: string): void {
        void act(() => {
            document.dispatchEvent(new KeyboardEvent("keydown", { key }));
        });
    }

    all(selector: string): readonly string[] {
        return [...this.root.querySelectorAll(selector)].map(({ textContent }) => textContent);
    }

    end(): void {
        render(null, this.root);
    }
}
