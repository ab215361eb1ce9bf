// @vitest-environment happy-dom
// The page that founds a congress: nothing is sent half filled in, and what is shown once is shown whole.
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { foundZh } from "../../src/i18n/zh_found.ts";
import { FoundApp, type Stage } from "../../src/rooms/found/app.tsx";
import { namesOf } from "../../src/rooms/found/form_page.tsx";
import { FoundingServer, type Wanted } from "../../src/rooms/found/founding.ts";
import { defaults, type Settings } from "../../src/ui/settings.ts";
import { loadCatalogue } from "../../src/ui/words.ts";

const offer = { names: ["hall.example", "192.168.1.5"], rehearsalBefore: false };
const form: Stage = { is: "form", offer, busy: false, refused: null };
const founded = {
    sample: true,
    authority: "ab".repeat(32),
    setupCode: "AAAA-BBBB-CCCC-DDDD-EEEE",
    links: ["https://hall.example:8443/setup", "https://localhost:8443/setup"],
};

interface Drawn {
    readonly root: HTMLElement;
    readonly sent: Wanted[];
    readonly press: (label: string) => void;
    readonly type: (place: number, value: string) => void;
}

function drawn(stage: Stage, language: Settings["language"] = "zh"): Drawn {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    const sent: Wanted[] = [];
    void act(() => {
        render(
            <FoundApp
                stage={stage}
                settings={{ ...defaults, language }}
                onSettings={() => undefined}
                onFound={(wanted) => sent.push(wanted)}
            />,
            root,
        );
    });
    const press = (label: string): void => {
        const found = Array.from(root.querySelectorAll("button")).find((one) =>
            one.textContent.startsWith(label),
        );
        if (found === undefined) throw new Error(`no button ${label} in ${root.textContent}`);
        void act(() => {
            found.click();
        });
    };
    const type = (place: number, value: string): void => {
        const field = root.querySelectorAll<HTMLInputElement>("input, textarea")[place];
        if (field === undefined) throw new Error(`no field ${String(place)}`);
        void act(() => {
            field.value = value;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
    };
    return { root, sent, press, type };
}

describe("the form", () => {
    it("is not sent before it has a name and a purpose, and says which is missing", () => {
        const page = drawn(form);
        page.press(foundZh.go);
        expect(page.root.textContent).toContain(foundZh.nameMissing);
        page.type(0, " 某县人民代表大会 ");
        page.press(foundZh.go);
        expect(page.root.textContent).toContain(foundZh.kindMissing);
        expect(page.sent).toEqual([]);
        page.press(foundZh.kinds.real.name);
        page.press(foundZh.go);
        expect(page.sent).toEqual([
            { name: "某县人民代表大会", name2: "", sample: false, names: offer.names },
        ]);
    });

    it("sends what was chosen last, and the addresses as they were corrected", () => {
        const page = drawn(form);
        page.type(0, "大会");
        page.type(1, "Congress");
        page.press(foundZh.kinds.real.name);
        page.press(foundZh.kinds.rehearsal.name);
        page.type(2, "10.0.0.2\n\n hall.example，fd00::1 ");
        page.press(foundZh.go);
        expect(page.sent).toEqual([
            {
                name: "大会",
                name2: "Congress",
                sample: true,
                names: ["10.0.0.2", "hall.example", "fd00::1"],
            },
        ]);
        expect(namesOf(" \n")).toEqual([]);
    });

    it("tells of a rehearsal before only where there was one", () => {
        for (const rehearsalBefore of [true, false]) {
            const page = drawn({ ...form, offer: { ...offer, rehearsalBefore } });
            expect(page.root.textContent.includes(foundZh.before.what)).toBe(rehearsalBefore);
        }
    });

    it("is not sent twice, and a refusal stands with its number and the server's words", () => {
        const busy = drawn({ ...form, busy: true });
        busy.type(0, "大会");
        busy.press(foundZh.kinds.real.name);
        busy.press(foundZh.going);
        expect(busy.sent).toEqual([]);
        const refused = drawn({
            ...form,
            refused: { is: "refused", code: 25, detail: "the authority may not vouch for x" },
        });
        const alert = refused.root.querySelector("[role=alert]");
        expect(alert?.textContent).toContain(foundZh.refused.what);
        expect(alert?.textContent).toContain("25");
        expect(refused.root.textContent).toContain("may not vouch for x");
    });

    it("says why it was refused in the language of the page", async () => {
        await loadCatalogue("en");
        const detail = "“a b”既不是域名也不是 IP 地址\n'a b' is neither a name nor an address";
        const stage = { ...form, refused: { is: "refused", code: 1, detail } } as const;
        const [chinese, english] = detail.split("\n");
        for (const language of ["zh", "en"] as const) {
            const { textContent } = drawn(stage, language).root;
            expect(textContent.includes(chinese ?? "")).toBe(language === "zh");
            expect(textContent.includes(english ?? "")).toBe(language === "en");
        }
    });
});

describe("what was founded", () => {
    it("is shown with code, fingerprint and links, and a rehearsal as one", () => {
        const { root } = drawn({ is: "done", founded });
        const codes = Array.from(root.querySelectorAll(".code"), (code) => code.textContent.trim());
        expect(codes[0]).toBe("AAAA BBBB CCCC DDDD EEEE");
        expect(codes[1]?.replaceAll(" ", "")).toBe("AB".repeat(32));
        const links = Array.from(root.querySelectorAll("a"), (a) => a.getAttribute("href"));
        expect(links).toEqual(founded.links);
        expect(root.querySelector(".rehearsal")).not.toBeNull();
        const real = drawn({ is: "done", founded: { ...founded, sample: false } });
        expect(real.root.querySelector(".rehearsal")).toBeNull();
    });

    it("is not shown to who came by another link, or where nobody answers", () => {
        for (const is of ["foreign", "gone"] as const)
            expect(drawn({ is }).root.textContent).toContain(foundZh[is].what);
    });
});

describe("the server that founds", () => {
    const answers = (status: number, body: unknown): FoundingServer =>
        new FoundingServer("#code", (_url, options) => {
            asked.push(options);
            return Promise.resolve(new Response(JSON.stringify(body), { status }));
        });
    const asked: RequestInit[] = [];
    const wanted: Wanted = { name: "大会", name2: "", sample: true, names: ["a"] };

    it("is asked with the link's code, and for what the page was filled in with", async () => {
        const server = answers(200, {
            congress_id: "00",
            sample: true,
            authority_sha256: "ab",
            certificate_sha256: "cd",
            setup_code: "A",
            links: [],
        });
        expect(await server.found(wanted)).toEqual({
            is: "answer",
            value: { sample: true, authority: "ab", setupCode: "A", links: [] },
        });
        expect(asked.at(-1)).toMatchObject({
            headers: { Authorization: "Bearer code" },
            body: JSON.stringify({ name: "大会", name2: "", sample: true, tls_names: ["a"] }),
        });
    });

    it("is believed in nothing that it does not say", async () => {
        expect(await answers(200, { tls_names: ["a"] }).offer()).toEqual({ is: "gone" });
        const offered = answers(200, { tls_names: ["a"], rehearsal_of_before: true });
        expect(await offered.offer()).toEqual({
            is: "answer",
            value: { names: ["a"], rehearsalBefore: true },
        });
    });

    it("refuses a foreign link, and a wish with its reason", async () => {
        expect(await answers(403, { code: 25 }).offer()).toEqual({ is: "foreign" });
        expect(await answers(503, { code: 26 }).offer()).toEqual({ is: "gone" });
        expect(await answers(400, { code: 1, detail: "why" }).found(wanted)).toEqual({
            is: "refused",
            code: 1,
            detail: "why",
        });
        const broken = new FoundingServer("", () => Promise.reject(new Error("no network")));
        expect(await broken.offer()).toEqual({ is: "gone" });
    });
});
