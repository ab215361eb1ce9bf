// tests/support/secretary.ts — who sets a congress up, over the server that a test holds.
import { utf8 } from "../../src/basics/bytes.ts";
import { nothingKnown, type WizardState } from "../../src/rooms/setup/state.ts";
import { Wizard } from "../../src/rooms/setup/wizard.ts";
import { code, exampleEntry, FakeKept, FakeSetup, manifest } from "./setup_server.ts";

const now = 1_795_000_000_000;

export class Secretary {
    readonly server = new FakeSetup();
    readonly kept: FakeKept;
    readonly wizard: Wizard;
    state: WizardState = nothingKnown;

    constructor(kept = new FakeKept()) {
        this.kept = kept;
        const show = (state: WizardState): void => {
            this.state = state;
        };
        this.wizard = new Wizard(this.server, this.server, kept, show, () => now);
    }

    async begins(): Promise<this> {
        await this.wizard.start();
        await this.wizard.enter(code);
        return this;
    }

    /** Everything that is there before a round is drafted. */
    async prepared(): Promise<this> {
        for (const name of ["enrolment", "ceremony", "roll"] as const) {
            this.server.posted.set(name, exampleEntry(name));
        }
        await this.begins();
        const { title, title2 } = manifest;
        this.wizard.change({ title, title2 });
        await this.wizard.readProjects("projects.xlsx", utf8("the table"));
        await this.wizard.readMethod();
        return this;
    }
}
