// support/teller.tsx — boards as a teller's program shows them, and its page drawn from one.
import { render } from "preact";
import { act } from "preact/test-utils";
import { TellerApp } from "../../src/rooms/teller/app.tsx";
import { decodeBoard, type Board, type Order, type Sheet } from "../../src/rooms/teller/board.ts";
import { defaults } from "../../src/ui/settings.ts";

const persons = [
    { teller: null, role: "official", name: "工作人员 1" },
    { teller: 1, role: "teller", name: "监票人 1" },
    { teller: 2, role: "teller", name: "监票人 2" },
    { teller: 3, role: "teller", name: "监票人 3" },
];
export const nothing = {
    keys: null,
    place: null,
    line: null,
    names: null,
    sheet: null,
    replacement: null,
    sheets: null,
    few_sheets: null,
    rehearsal: null,
    enrolment: null,
    ceremony: null,
    log: null,
    round: null,
    box: null,
    cosignatures: null,
    shares: null,
    result: null,
    proposals: null,
    recount: null,
    verifying: null,
    working: null,
    refused: null,
    trouble: null,
    alarm: null,
};
export const round = {
    number: 1,
    title: "民生实事项目票决",
    title2: "",
    phase: "sealed",
    compared: true,
    fingerprint: "0123456789ABCDEF01234567",
    counts: { due: 4, present: 3, issued: 0, cast: 0, handed_back: 0 },
    threshold: 2,
    tellers: 3,
    quorum: 3,
    claims_ended: true,
};
export const seated = {
    ...nothing,
    keys: { name: "监票人 1", role: "teller", person: 2, teller: 1 },
    place: { keys: "/a.keys", share: "/a.share", server: "hall:8443" },
    enrolment: { fingerprint: "ABCD-EFGH-JKMN-PQRS", confirmed: true, persons },
    ceremony: { stage: "done", threshold: 2, step: null, missing: [] },
    log: { congress: "试点镇", congress2: "", sample: false, size: 7, heads: 3 },
    round,
    proposals: [],
};
export const box = {
    held: true,
    ms: 1400,
    cast: 3,
    handed_back: 0,
    checks: [{ name: "tokens", passed: true, detail: "" }],
    refusal: null,
};
export const closed = {
    ...seated,
    round: { ...round, phase: "closed" },
    box,
    cosignatures: { complete: false, own: false, by: [] },
    shares: { good: [], sent: [] },
};
export const proposal = {
    id: "ab",
    act: "seal",
    by: "工作人员 1",
    of_congress: false,
    reason: null,
    deputies: null,
    tellers: null,
    kind: null,
    slips: null,
    uncancelled: null,
    refusal: null,
};
/** Three sheets were taken, none is keyed yet. */
export const sheets = {
    rules: {
        projects: [
            { no: 4, name: "老旧小区" },
            { no: 9, name: "乡村道路" },
        ],
        most: 2,
        three_way: false,
        min_group: 2,
    },
    batches: [],
    taken: 3,
    exchanged: 0,
    uncancelled: null,
    issued: 0,
    returned: 0,
    gap: null,
    awaited: true,
    may_key: true,
    chief: { name: "监票人 1", own: false },
    waiting: [],
    keyed: [],
    differs: [],
    said: null,
    sent: 0,
};
export const result = {
    refusal: null,
    hash: "ab".repeat(32),
    reporters: [2],
    opened: true,
    counts: { due: 4, present: 3, issued: 3, returned: 3, valid: 3, void: 0 },
    order: "votes",
    notice: "names",
    missed: null,
    places_left: 0,
    next: null,
    projects: [
        {
            no: 1,
            name: "老旧小区",
            name2: "",
            approve: 3,
            oppose: null,
            abstain: 0,
            chosen: true,
            tied: false,
        },
    ],
};

export function boardOf(value: unknown): Board {
    const read = decodeBoard(JSON.parse(JSON.stringify(value)));
    if (!read.ok) throw new Error(read.error.detail);
    return read.value;
}

/** What was handed in of the marks of sheets. */
interface Keyed {
    readonly turn: number;
    readonly marks: readonly number[];
}

interface Drawn {
    readonly root: HTMLElement;
    readonly asked: Order[];
    readonly keyed: Keyed[];
    readonly button: (label: string) => HTMLButtonElement;
    /** Presses the button whose label begins so. */
    readonly press: (label: string) => void;
    /** The next board is heard. */
    readonly hear: (value: unknown) => void;
    /** Types into the field of this label. */
    readonly type: (label: string, text: string) => void;
}

interface Around {
    readonly lost?: "gone" | "foreign";
    readonly sheet?: Sheet;
}

export function drawn(value: unknown, { lost, sheet }: Around = {}): Drawn {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    const asked: Order[] = [];
    const keyed: Keyed[] = [];
    const hear = (heard: unknown): void => {
        void act(() => {
            render(
                <TellerApp
                    board={heard === null ? null : boardOf(heard)}
                    lost={lost ?? null}
                    settings={defaults}
                    onSettings={() => undefined}
                    onOrder={(order) => asked.push(order)}
                    onNames={() => undefined}
                    onMarks={(turn, marks) => keyed.push({ turn, marks: [...marks] })}
                    readSheet={() => Promise.resolve(sheet ?? null)}
                />,
                root,
            );
        });
    };
    hear(value);
    const button = (label: string): HTMLButtonElement => {
        const found = Array.from(root.querySelectorAll("button")).find((one) =>
            one.textContent.startsWith(label),
        );
        if (found === undefined) throw new Error(`no button ${label} in ${root.textContent}`);
        return found;
    };
    const press = (label: string): void => {
        void act(() => {
            button(label).click();
        });
    };
    const type = (label: string, text: string): void => {
        const found = Array.from(root.querySelectorAll("label")).find(
            (one) => one.querySelector("span")?.textContent === label,
        );
        const field = found?.querySelector("input, textarea");
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
            throw new Error(`no field ${label}`);
        }
        void act(() => {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
    };
    return { root, asked, keyed, button, press, hear, type };
}
