// rooms/setup/page.ts — what every page of the setting up is given.
import type { Bytes } from "../../basics/bytes.ts";
import type { KeyTrouble, NewPerson, OwnKeys } from "./own_keys.ts";
import type { WizardState } from "./state.ts";
import type { Wizard } from "./wizard.ts";

type Acts = Pick<
    Wizard,
    | "change"
    | "compose"
    | "drop"
    | "endRehearsal"
    | "enter"
    | "handIn"
    | "keepNames"
    | "post"
    | "postEnrolment"
    | "preflight"
    | "readMethod"
    | "readProjects"
    | "readRoll"
>;

export interface SetupActs extends Acts {
    makeKeys(
        person: NewPerson,
        onProgress: (part: number) => void,
    ): Promise<OwnKeys | KeyTrouble | "unreachable">;
    openKeys(
        file: Bytes,
        passphrase: string,
        onProgress: (part: number) => void,
    ): Promise<OwnKeys | KeyTrouble | "unreachable">;
    /** To this device's disk. */
    save(name: string, content: Bytes): void;
    print(): void;
}

export interface PageProps {
    readonly state: WizardState;
    readonly acts: SetupActs;
}
