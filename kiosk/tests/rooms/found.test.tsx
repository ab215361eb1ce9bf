// @vitest-environment happy-dom
// A congress is founded once: by a whole link, under a name, with what the server found out of itself.
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { FoundingClient, type Wanted } from "../../src/api/founding.ts";
import { answer, refused, type Reply } from "../../src/api/reply.ts";
import type { Founded } from "../../src/api/founding.ts";
import { FoundApp, type FoundProps } from "../../src/rooms/found/app.tsx";
import { defaults } from "../../src/ui/settings.ts";

const root = document.createElement("div");
afterEach(() => {
    render(null, root);
});

const ground = answer({ tls_names: ["localhost", "10.0.0.7"], rehearsal_of_before: false });
const founded: Founded = {
    ...{ congress_id: "ab".repeat(32), sample: true, authority_sha256: "cd".repeat(32) },
    ...{ certificate_sha256: "ef".repeat(32), setup_code: "K7QX-9RTM" },
    links: ["https://10.0.0.7:8443/setup"],
};

function draw(props: Partial<FoundProps> = {}): Wanted[] {
    const asked: Wanted[] = [];
    const found = (wanted: Wanted): Promise<Reply<Founded>> => {
        asked.push(wanted);
        return Promise.resolve(answer(founded));
    };
    const still = { onSettings: () => undefined, print: () => undefined, settings: defaults };
    document.body.replaceChildren(root);
    void act(() => {
        render(<FoundApp {...still} {...{ ground, found }} {...props} />, root);
    });
    return asked;
}

function type(place: number, value: string): void {
    const input = root.querySelectorAll<HTMLInputElement>("input[type=text]")[place];
    if (!input) throw new Error("no such field");
    void act(() => {
        input.value = value;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
}

const forward = (): HTMLButtonElement | null => root.querySelector(".button-forward");

async function press(): Promise<void> {
    await act(async () => {
        forward()?.click();
        await Promise.resolve();
        await Promise.resolve();
    });
}

describe("the founding", () => {
    it("asks for a name, begins as a rehearsal, and gives the code and the links", async () => {
        const asked = draw();
        await press();
        expect(asked).toEqual([]);
        expect(forward()?.getAttribute("aria-disabled")).toBe("true");
        type(0, " 甲市第一次会议 ");
        await press();
        expect(asked).toEqual([
            {
                name: "甲市第一次会议",
                name2: "",
                sample: true,
                tls_names: ["localhost", "10.0.0.7"],
            },
        ]);
        expect(root.querySelector(".code")?.textContent).toContain("K7QX-9RTM");
        expect(root.querySelector("a")?.getAttribute("href")).toBe(founded.links[0]);
        expect(root.querySelector(".rehearsal")).not.toBeNull();
    });

    it("shows no form without the whole link, or after it was done", () => {
        draw({ ground: "no_code" });
        expect(root.textContent).toContain("网址不完整");
        draw({ ground: refused("not_permitted") });
        expect(root.textContent).toContain("大会已经建立");
        expect(forward()).toBeNull();
    });

    it("keeps what was filled in when it is refused, and says what the server said", async () => {
        const refusal = { code: "malformed", detail: "name: too long", promise: null } as const;
        const found = (): Promise<Reply<Founded>> =>
            Promise.resolve({ is: "refused", refusal: { ...refusal, signature: null } });
        draw({ found });
        type(0, "甲市");
        await press();
        expect(root.textContent).toContain("name: too long");
        expect(root.querySelector<HTMLInputElement>("input[type=text]")?.value).toBe("甲市");
    });

    it("sends the code as a bearer, and takes no answer that is none", async () => {
        const sent: [string, RequestInit][] = [];
        const client = new FoundingClient((url, options) => {
            sent.push([url, options]);
            return Promise.resolve(new Response("{}"));
        }, "CODE");
        expect((await client.ground()).is).toBe("unreachable");
        expect(sent[0]?.[0]).toBe("/api/v1/founding");
        expect(sent[0]?.[1].headers).toMatchObject({ Authorization: "Bearer CODE" });
    });
});
