// Runs one scenario against a real server and a real browser; without a name, lists them.
import { tmpdir } from "node:os";
import { around } from "./scenarios/around.ts";
import { blank, blankThreeWay } from "./scenarios/blank.ts";
import { booth, boothThreeWay } from "./scenarios/booth.ts";
import { camera } from "./scenarios/camera.ts";
import { check, checkFails } from "./scenarios/check.ts";
import { checkIn } from "./scenarios/check_in.ts";
import { tooLate } from "./scenarios/closed.ts";
import { details } from "./scenarios/details.ts";
import { restart, stale, twoTabs } from "./scenarios/devices.ts";
import { fewSheets } from "./scenarios/few_sheets.ts";
import { furtherRound } from "./scenarios/further_round.ts";
import { hallLists, hallScreen } from "./scenarios/hall.ts";
import { hallDevices } from "./scenarios/hall_devices.ts";
import { handBack } from "./scenarios/hand_back.ts";
import { kioskMachine } from "./scenarios/kiosk_machine.ts";
import { keyboard } from "./scenarios/keyboard.ts";
import { cutOff, lostPapers, lostPromise } from "./scenarios/lost.ts";
import { networkLog } from "./scenarios/network_log.ts";
import { paused, splitPhases } from "./scenarios/phases.ts";
import { orderedPaper } from "./scenarios/ordered_paper.ts";
import { paper } from "./scenarios/paper.ts";
import { paperThreeWay } from "./scenarios/paper_three_way.ts";
import { publishedSite } from "./scenarios/published_site.ts";
import { recovery } from "./scenarios/recovery.ts";
import { session } from "./scenarios/session.ts";
import { tellerConsoles } from "./scenarios/teller.ts";
import { settingUp } from "./scenarios/setting_up.ts";
import { chooseUpTo, threeWay } from "./scenarios/whole.ts";
import { Trial, type Scenario } from "./support/trial.ts";

// The longest first: they are begun in this order, two at a time.
const scenarios: Readonly<Record<string, Scenario>> = {
    session,
    "setting-up": settingUp,
    "check-in": checkIn,
    "further-round": furtherRound,
    "teller-consoles": tellerConsoles,
    "hall-screen": hallScreen,
    devices: hallDevices,
    "too-late": tooLate,
    paper,
    "ordered-paper": orderedPaper,
    "few-sheets": fewSheets,
    "paper-three-way": paperThreeWay,
    "split-phases": splitPhases,
    paused,
    "kiosk-machine": kioskMachine,
    booth,
    "booth-three-way": boothThreeWay,
    "hall-lists": hallLists,
    "choose-up-to": chooseUpTo,
    "three-way": threeWay,
    "hand-back": handBack,
    "lost-papers": lostPapers,
    "lost-promise": lostPromise,
    "cut-off": cutOff,
    "two-tabs": twoTabs,
    restart,
    recovery,
    stale,
    details,
    "network-log": networkLog,
    camera,
    check,
    "check-fails": checkFails,
    around,
    keyboard,
    "published-site": publishedSite,
    blank,
    "blank-three-way": blankThreeWay,
};

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

async function runOne(name: string, scenario: Scenario): Promise<boolean> {
    const trial = new Trial(name);
    try {
        await scenario.run(trial);
        return true;
    } catch (error) {
        say(error instanceof Error ? (error.stack ?? error.message) : String(error));
        await trial.lastPictures(process.env["PIAOJUE_WORK"] ?? tmpdir());
        return false;
    } finally {
        await trial.close();
    }
}

const name = process.argv[2];
if (name === undefined) {
    for (const [known, { rule }] of Object.entries(scenarios)) say(`${known}\t${rule}`);
} else {
    const scenario = scenarios[name];
    if (scenario === undefined) throw new Error(`no scenario “${name}”`);
    process.exitCode = (await runOne(name, scenario)) ? 0 : 1;
}
