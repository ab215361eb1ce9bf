// The card is shown to the camera.
import { join } from "node:path";
import { approve, cast, seal, takePaper } from "../support/deputy.ts";
import { expectCounted } from "../support/expect.ts";
import { filmOf } from "../support/video.ts";
import type { Scenario } from "../support/trial.ts";

export const camera: Scenario = {
    rule: "a card is read by the camera; where the camera is refused, it is typed",
    async run(trial) {
        const vote = await trial.vote("approve", 2);
        const film = join(await trial.folder("film-"), "card.y4m");
        await filmOf(vote.guest(0).card, film);
        const args = [
            "--use-fake-device-for-media-stream",
            `--use-file-for-fake-video-capture=${film}`,
        ];
        const seen = await trial.device(vote, { args, permissions: ["camera"] });
        await seen.page.goto(`${vote.site}/vote`);
        await seen.press(seen.words.card.scan);
        await seen.reads(seen.words.card.scanned);
        await seen.met("1-scanned");
        await takePaper(seen);
        await approve(seen, 10);
        await seal(seen);
        await cast(seen);

        const typed = await trial.device(vote, { args });
        await typed.page.goto(`${vote.site}/vote`);
        await typed.press(typed.words.card.scan);
        await typed.reads(typed.words.scan.refused.what);
        await typed.met("2-refused");
        // A paste into the first field fills all of them.
        await typed.page.getByLabel(typed.words.card.group(1)).fill(vote.guest(1).card);
        await takePaper(typed);
        await approve(typed, 11);
        await seal(typed);
        await cast(typed);
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [{ approve: [10] }, { approve: [11] }] });
    },
};
