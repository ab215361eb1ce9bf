// A paper that is given back.
import { expectCounted } from "../support/expect.ts";
import { approve, oneAtMarks } from "../support/deputy.ts";
import { loseAnswers } from "../support/network.ts";
import type { Scenario } from "../support/trial.ts";

export const handBack: Scenario = {
    rule: "a paper handed back is counted as handed back, once, also when the answer was lost",
    async run(trial) {
        const { vote, device } = await oneAtMarks(trial, "approve", { screen: "tablet" });
        const { words } = device;
        await approve(device, 4);
        await device.press(words.ballot.handBack);
        await device.at(words.handBack.title);
        await device.met("1-hand-back");
        const loss = await loseAnswers(device, "/api/v1/hand-back");
        await device.press(words.handBack.act);
        await loss.served;
        await device.reads(words.handBack.waiting.hand_back);
        await device.met("2-waiting");
        await loss.end();
        await device.page.reload();
        await device.at(words.handBack.done.hand_back.title);
        await device.met("3-done");
        await vote.publish();
        expectCounted(await trial.end(vote), { cast: [], handedBack: 1 });
    },
};
