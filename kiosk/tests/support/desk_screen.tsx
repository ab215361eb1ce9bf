// tests/support/desk_screen.tsx — a desk at the door over nothing: cards are real, acts and names are the test's.
import { render } from "preact";
import { act } from "preact/test-utils";
import type { RoundView } from "../../src/api/round_view.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import { identityKey, printCard } from "../../src/ballot/card.ts";
import type { Roll } from "../../src/ballot/entries/roll.ts";
import { deputyNumber } from "../../src/ballot/ids.ts";
import type { RoundPhase } from "../../src/flow/state.ts";
import { DeskApp, type AtDesk } from "../../src/rooms/desk/app.tsx";
import type { DeskAct, OwnAct } from "../../src/rooms/desk/attendance.ts";
import { nothingSeen, type DeskSeen, type Drawn } from "../../src/rooms/desk/desk.ts";
import type { Excuse } from "../../src/rooms/desk/excuses.ts";
import type { KeptAct } from "../../src/rooms/desk/kept_acts.ts";
import { RollBook } from "../../src/rooms/desk/roll_book.ts";
import { timeOfDay } from "../../src/rooms/desk/time.ts";
import type { UnlockTrouble } from "../../src/rooms/desk/unlock_page.tsx";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import { exampleVote } from "../flow/vote.ts";
import "./parts.ts";

export const minute = 29_916_000;
export const time = timeOfDay(minute);
export const rollId = new Uint8Array(32).fill(7);
export const secret = (card: number): Bytes => new Uint8Array(20).fill(card);
export const printed = (card: number): string => printCard(secret(card));

export async function rollOf(...cards: readonly number[]): Promise<Roll> {
    const identityKeys: Bytes[] = [];
    for (const card of cards) {
        identityKeys.push((await identityKey(secret(card), rollId)).verifyKey.bytes);
    }
    return { hash: new Uint8Array(32), congressId: new Uint8Array(32), rollId, identityKeys };
}

export const book = RollBook.of(await rollOf(1, 2, 3), []);
export const names = [
    { name: "王伟", delegation: "东湖代表团", seat: "3 排 5 座", note: "" },
    { name: "王伟", delegation: "西湖代表团", seat: "", note: "行动不便" },
    { name: "李娜", delegation: "东湖代表团", seat: "", note: "" },
];

export function viewIn(phase: RoundPhase): RoundView {
    const counts = {
        due: 3,
        present: 1,
        issued: 0,
        cast: 0,
        handed_back: 0,
        outstanding: 0,
        sheets: 0,
    };
    const title = exampleVote.manifest.title;
    const of = { manifest: null, congress: "cd", sample: true, title };
    return { phase, round: 1, ...of, counts, result: null };
}

const official: AtDesk = { name: "工作人员 1", tellers: ["监票人 2", "监票人 3"] };

export function keptAct(deputy: number, by = "工作人员 1"): KeptAct {
    const what = { act: "sign_in", deputy: deputyNumber(deputy), minute, person: 1 } as const;
    return { ...what, serial: deputy, by, entry: secret(deputy), refused: null };
}

export class DeskScreen {
    readonly root = document.createElement("div");
    readonly acts: [DeskAct, number][] = [];
    readonly asks: [string, string, number][] = [];
    drawn: Drawn = "done";
    readonly excuses: [number, Excuse | null][] = [];
    readonly saved: string[] = [];
    readonly tried: string[] = [];
    trouble: UnlockTrouble | null = null;
    keeps = true;
    dismissed = 0;
    settings: Settings = defaults;
    seen: DeskSeen;
    official: AtDesk | null = official;

    constructor(seen: Partial<DeskSeen> = {}) {
        const known = { book, names, view: viewIn("sealed"), vote: exampleVote };
        this.seen = { ...nothingSeen, ...known, ...seen };
        document.body.replaceChildren(this.root);
        this.draw();
    }

    draw(seen: Partial<DeskSeen> = {}): void {
        this.seen = { ...this.seen, ...seen };
        void act(() => {
            render(
                <DeskApp
                    seen={this.seen}
                    official={this.official}
                    unlock={(_file, passphrase) => {
                        this.tried.push(passphrase);
                        return Promise.resolve(this.trouble);
                    }}
                    lock={() => {
                        this.official = null;
                        this.draw();
                    }}
                    acts={{
                        state: (what, no) => {
                            if (this.keeps) this.#take(what, no);
                            return Promise.resolve(this.keeps);
                        },
                        ask: (what, text, no) => {
                            this.asks.push([what, text, no]);
                            return Promise.resolve(this.drawn);
                        },
                        excuse: (no, excuse) => {
                            this.excuses.push([no, excuse]);
                            return Promise.resolve(true);
                        },
                        dismiss: () => (this.dismissed += 1),
                        save: (name, content) => this.saved.push(name, content),
                        now: () => minute * 60_000,
                    }}
                    settings={this.settings}
                    onSettings={(settings) => {
                        this.settings = settings;
                        this.draw();
                    }}
                />,
                this.root,
            );
        });
    }

    /** As a desk does: what is kept stands among its own acts at once. */
    #take(what: DeskAct, no: number): void {
        this.acts.push([what, no]);
        const mine: OwnAct = { act: what, deputy: deputyNumber(no), minute, index: 50 };
        const { outbox } = this.seen;
        this.draw({ outbox: { ...outbox, own: [...outbox.own, mine] } });
    }

    get text(): string {
        return this.root.textContent;
    }

    field(label: string): HTMLInputElement {
        const found = [...this.root.querySelectorAll("label")].find((each) =>
            each.textContent.startsWith(label),
        );
        const input = found?.querySelector("input");
        if (!input) throw new Error(`no field ${label} in: ${this.text}`);
        return input;
    }

    type(label: string, text: string): void {
        const input = this.field(label);
        void act(() => {
            input.value = text;
            input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
    }

    async scan(text: string): Promise<void> {
        this.type("扫描代表证", text);
        const form = this.root.querySelector("form");
        await act(async () => {
            form?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
            // The card becomes a key by WebCrypto, which no test can hurry.
            const before = this.text;
            for (let waits = 0; waits < 500 && this.text === before; waits += 1) {
                await new Promise((resolve) => setTimeout(resolve, 10));
            }
        });
    }

    async press(label: string): Promise<void> {
        const button = [...this.root.querySelectorAll("button")].find(({ textContent }) =>
            textContent.startsWith(label),
        );
        if (button === undefined) throw new Error(`no button ${label} in: ${this.text}`);
        await act(async () => {
            button.click();
            await Promise.resolve();
            await Promise.resolve();
        });
    }

    rows(): readonly string[] {
        return [...this.root.querySelectorAll(".desk-table tbody tr")].map(
            ({ textContent }) => textContent,
        );
    }
}
