// What a browser window complains of, and what of it a race of normal play brings about.
import { EventEmitter } from "node:events";
import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Watch } from "../browser/support/watch.ts";

const refused = "Failed to load resource: the server responded with a status of 409 (Conflict)";

function judged(text: string, url: string): Promise<void> {
    const context = new EventEmitter();
    const watch = new Watch(context as unknown as BrowserContext);
    context.emit("console", { type: () => "error", text: () => text, location: () => ({ url }) });
    return watch.judge([]);
}

describe("a watch over a browser window", () => {
    it("knows what is asked in the moment of the close, and nothing else that is refused", async () => {
        const site = "https://hall.example:8443/api/v1";
        for (const path of ["/replacements", "/entries/roll", "/attachments/ab"])
            await expect(judged(refused, site + path)).resolves.toBeUndefined();
        for (const path of ["/statements", "/proposals", "/cast", "/cosignatures"])
            await expect(judged(refused, site + path)).rejects.toThrow(path);
        const broken = refused.replace("409", "500");
        await expect(judged(broken, `${site}/replacements`)).rejects.toThrow("500");
    });
});
