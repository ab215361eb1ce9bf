// What the setting up hears of a refusal that is HTTP's own and has no number (PROTOCOL §16).
import { describe, expect, it } from "vitest";
import { SetupClient } from "../../src/api/setup.ts";

function refusing(status: number, problem: unknown): SetupClient {
    return new SetupClient(() =>
        Promise.resolve(new Response(JSON.stringify(problem), { status })),
    );
}

describe("the end of a rehearsal", () => {
    it("that was refused for its form is told with what the server expected", async () => {
        const detail = "此地址只收 Content-Type: application/json\nthis address takes JSON alone";
        const problem = { type: "about:blank", title: "内容类型不符", status: 415, detail };
        expect(await refusing(415, problem).endRehearsal("code")).toMatchObject({
            is: "refused",
            refusal: { code: "malformed", detail },
        });
    });

    it("is unreachable where something else than this server answered", async () => {
        for (const problem of [null, 1, {}, { detail: 1 }, { title: "Bad gateway" }]) {
            const reply = await refusing(502, problem).endRehearsal("code");
            expect(reply.is).toBe("unreachable");
        }
    });
});
